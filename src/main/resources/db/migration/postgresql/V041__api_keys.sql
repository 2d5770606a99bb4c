-- The keys of programs. A secret is long and random; its SHA-256 is kept, never the secret.
create table api_key (
  id            varchar(20)    primary key,
  owner         varchar(100)   not null references account (name),
  label         varchar(100)   not null,
  scopes        varchar(200)   not null,
  revoked       boolean        not null,
  created_at    timestamp(6) with time zone not null,
  expires_at    timestamp(6) with time zone not null,
  last_used     timestamp(6) with time zone,
  secret_sha256 char(64)       not null
);
create index api_key_by_owner on api_key (owner);
