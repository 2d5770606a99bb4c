-- How often a run has failed since its last finished step, and when it is tried again by itself.
alter table report_run add column failures int default 0 not null;
alter table report_run add column retry_at timestamp(6) with time zone;
