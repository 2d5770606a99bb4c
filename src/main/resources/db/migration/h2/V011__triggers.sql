-- The schedules in force on all nodes, and how far each has been carried out.
create table report_schedule (
  report          varchar(100)  primary key,
  cron            varchar(200)  not null,
  workday         int           not null,
  fires_at        varchar(16)   not null,
  calendar        varchar(64)   not null,
  misfire         varchar(16)   not null,
  time_zone       varchar(64)   not null,
  period          varchar(16)   not null,
  roles           varchar(2000) not null,
  handled_through timestamp(6) with time zone not null,
  paused          boolean       not null
);

-- Web hooks that were taken in, written in the transaction of the run they asked for.
create table accepted_request (
  endpoint        varchar(100)  not null,
  message_id      varchar(255)  not null,
  body_sha256     char(64)      not null,
  run             varchar(40)   not null references report_run (id),
  received_at     timestamp(6) with time zone not null,
  primary key (endpoint, message_id)
);
create index accepted_request_received on accepted_request (received_at);
