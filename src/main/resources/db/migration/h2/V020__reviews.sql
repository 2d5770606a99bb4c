-- What was decided on drafts. Rows are only ever added.
create table review_decision (
  run          varchar(40)    not null references report_run (id),
  number       int            not null,
  decision     varchar(24)    not null,
  actor        varchar(200)   not null,
  actor_kind   varchar(16)    not null,
  actor_roles  varchar(2000)  not null,
  decided_at   timestamp(6) with time zone not null,
  draft_sha256 char(64)       not null,
  reason       clob           not null,
  despite_contradictions boolean not null,
  primary key (run, number)
);

-- The files made of an approved draft.
create table approved_document (
  run          varchar(40)    not null references report_run (id),
  kind         varchar(16)    not null,
  file         varchar(2000)  not null,
  sha256       char(64)       not null,
  size         bigint         not null,
  primary key (run, kind)
);
