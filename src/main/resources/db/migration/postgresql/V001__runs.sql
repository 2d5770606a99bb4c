create table report_run (
  id           varchar(40)    primary key,
  report       varchar(100)   not null,
  period       varchar(16)    not null,
  scope        varchar(400)   not null,
  revision     int            not null,
  cause        varchar(16)    not null,
  cause_detail varchar(1000)  not null,
  cause_at     timestamp(6) with time zone,
  actor        varchar(200)   not null,
  actor_kind   varchar(16)    not null,
  actor_roles  varchar(2000)  not null,
  writer       varchar(8)     not null,
  state        varchar(24)    not null,
  attempt      int            not null,
  failure      varchar(4000)  not null,
  requested_at timestamp(6) with time zone not null,
  changed_at   timestamp(6) with time zone not null,
  constraint one_run_per_revision unique (report, period, scope, revision)
);
create index report_run_requested on report_run (requested_at);

-- One committed row per finished step; a row is never changed.
create table run_step (
  run          varchar(40)    not null references report_run (id),
  step         varchar(24)    not null,
  attempt      int            not null,
  input_sha256 char(64)       not null,
  result       text           not null,
  started_at   timestamp(6) with time zone not null,
  finished_at  timestamp(6) with time zone not null,
  primary key (run, step)
);

-- The text of every definition, function and template that a run used, by its hash.
create table definition_text (
  sha256       char(64)       primary key,
  content      bytea          not null
);
create table run_definition (
  run          varchar(40)    not null references report_run (id),
  file         varchar(400)   not null,
  sha256       char(64)       not null references definition_text (sha256),
  primary key (run, file)
);
