-- One row, written to find out whether the database takes writes.
create table write_probe (
  id         smallint     primary key check (id = 1),
  probed_at  timestamp(6) with time zone not null
);
insert into write_probe (id, probed_at) values (1, current_timestamp);
