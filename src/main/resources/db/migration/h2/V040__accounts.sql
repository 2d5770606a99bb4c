-- The people who may sign in at the desk. Passwords are kept as slow, salted hashes.
create table account (
  name           varchar(100)   primary key,
  display_name   varchar(200)   not null,
  mail           varchar(320)   not null,
  roles          varchar(4000)  not null,
  origin         varchar(8)     not null,
  enabled        boolean        not null,
  generation     int            not null,
  created_at     timestamp(6) with time zone not null,
  last_sign_in   timestamp(6) with time zone,
  password_hash  varchar(400),
  one_time_until timestamp(6) with time zone,
  failures       int            default 0 not null,
  locked_until   timestamp(6) with time zone
);
