-- How far the delivery of a run to each recipient has come.
create table delivery_receipt (
  run          varchar(40)   not null references report_run (id),
  channel      varchar(16)   not null,
  target       varchar(100)  not null,
  recipient    varchar(400)  not null,
  state        varchar(16)   not null,
  attempts     int           not null,
  detail       varchar(1000) not null,
  changed_at   timestamp(6) with time zone not null,
  next_attempt timestamp(6) with time zone,
  primary key (run, channel, target, recipient)
);
