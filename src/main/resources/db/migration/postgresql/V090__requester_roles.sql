-- With which roles a parked call was asked for.
ALTER TABLE confirmation ADD COLUMN requester_roles VARCHAR(4000) DEFAULT '' NOT NULL;
