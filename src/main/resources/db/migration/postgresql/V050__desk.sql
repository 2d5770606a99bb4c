-- What people do to a draft before it is decided on. Versions are only ever added.
create table draft_version (
  run          varchar(40)    not null references report_run (id),
  number       int            not null,
  made_at      timestamp(6) with time zone not null,
  made_by      varchar(200)   not null,
  kind         varchar(16)    not null,
  section      varchar(200)   not null,
  paragraph    varchar(240)   not null,
  text_before  text           not null,
  text_after   text           not null,
  note         text           not null,
  content      text           not null,
  primary key (run, number)
);

-- The files made of a version.
create table draft_document (
  run          varchar(40)    not null references report_run (id),
  version      int            not null,
  kind         varchar(16)    not null,
  file         varchar(2000)  not null,
  sha256       char(64)       not null,
  size         bigint         not null,
  primary key (run, version, kind)
);

-- What somebody has typed and not saved.
create table draft_unsaved (
  run          varchar(40)    not null references report_run (id),
  paragraph    varchar(240)   not null,
  person       varchar(200)   not null,
  base         int            not null,
  content      text           not null,
  kept_at      timestamp(6) with time zone not null,
  primary key (run, paragraph, person)
);

create table draft_lock (
  run          varchar(40)    not null references report_run (id),
  section      varchar(200)   not null,
  locked_by    varchar(200)   not null,
  locked_at    timestamp(6) with time zone not null,
  primary key (run, section)
);

create table draft_comment (
  run          varchar(40)    not null references report_run (id),
  number       int            not null,
  paragraph    varchar(240)   not null,
  quote        text           not null,
  author       varchar(200)   not null,
  written_at   timestamp(6) with time zone not null,
  content      text           not null,
  answers      int            not null,
  mentions     varchar(4000)  not null,
  resolved_by  varchar(200),
  resolved_at  timestamp(6) with time zone,
  primary key (run, number)
);

create table accepted_finding (
  run          varchar(40)    not null references report_run (id),
  finding      char(64)       not null,
  accepted_by  varchar(200)   not null,
  accepted_at  timestamp(6) with time zone not null,
  reason       text           not null,
  primary key (run, finding)
);

create table draft_delegation (
  run          varchar(40)    not null references report_run (id),
  number       int            not null,
  delegated_by varchar(200)   not null,
  delegated_to varchar(200)   not null,
  delegated_at timestamp(6) with time zone not null,
  note         text           not null,
  primary key (run, number)
);

create table draft_visit (
  run          varchar(40)    not null references report_run (id),
  person       varchar(200)   not null,
  seen_at      timestamp(6) with time zone not null,
  primary key (run, person)
);

create table draft_reminder (
  run          varchar(40)    not null references report_run (id),
  kind         varchar(16)    not null,
  given_at     timestamp(6) with time zone not null,
  primary key (run, kind)
);

-- How a draft fared, written down when it was decided on.
create table review_measure (
  run          varchar(40)    not null references report_run (id),
  report       varchar(100)   not null,
  period       varchar(16)    not null,
  decision     varchar(24)    not null,
  reason       text           not null,
  handed_over_at timestamp(6) with time zone not null,
  decided_at   timestamp(6) with time zone not null,
  findings     int            not null,
  contradicted int            not null,
  primary key (run)
);

create table section_measure (
  run          varchar(40)    not null references report_run (id),
  section      varchar(200)   not null,
  writer       varchar(8)     not null,
  rewritten    boolean        not null,
  words        int            not null,
  changed      int            not null,
  primary key (run, section)
);
