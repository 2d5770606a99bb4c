-- Answers of models by the hash of what was asked; a row is never changed.
create table recorded_answer (
  asked_sha256 char(64) primary key,
  answer       clob     not null,
  kept_at      timestamp(6) with time zone not null
);
