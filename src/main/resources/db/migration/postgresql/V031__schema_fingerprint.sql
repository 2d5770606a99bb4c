-- Which migrations the tables stand at, so that a program that carries the same ones need not compare them one by one.
create table schema_fingerprint (
  migrations   char(64)       not null
);
