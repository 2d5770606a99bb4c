-- Schedules by a day of the month.
alter table report_schedule add column month_day int default 0 not null;
alter table report_schedule add column roll varchar(24) default '' not null;

-- What runs wait for whose data are not ready.
create table run_waiting (
  run           varchar(40)   primary key references report_run (id),
  why           varchar(1000) not null,
  owner         varchar(200)  not null,
  since         timestamp(6) with time zone not null,
  looks         int           not null,
  next_look     timestamp(6) with time zone not null,
  deadline      timestamp(6) with time zone,
  escalated_at  timestamp(6) with time zone
);

-- That a person wants a run to go on although its data are not ready.
create table run_anyway (
  run           varchar(40)   primary key references report_run (id),
  decided_by    varchar(200)  not null,
  decided_at    timestamp(6) with time zone not null
);

-- What others may want to know, written in the transaction in which it came true.
create table run_event (
  id            varchar(40)   primary key,
  type          varchar(60)   not null,
  run           varchar(40)   not null references report_run (id),
  data          varchar(4000) not null,
  happened_at   timestamp(6) with time zone not null,
  spread        boolean       not null
);
create index run_event_to_spread on run_event (spread, happened_at);

-- How far the sending of an event to each endpoint has come.
create table run_event_sending (
  event         varchar(40)   not null references run_event (id),
  endpoint      varchar(100)  not null,
  state         varchar(16)   not null,
  attempts      int           not null,
  detail        varchar(1000) not null,
  changed_at    timestamp(6) with time zone not null,
  next_attempt  timestamp(6) with time zone,
  primary key (event, endpoint)
);
create index run_event_sending_due on run_event_sending (state, next_attempt);

-- Runs that a run for the whole was split into.
create table run_part (
  whole         varchar(40)   not null references report_run (id),
  number        int           not null,
  run           varchar(40)   not null references report_run (id),
  primary key (whole, number)
);
