-- The trail. Nothing but the body of an entry is ever updated, nothing is ever deleted.
CREATE TABLE audit_entry (
    entry_no      BIGINT        PRIMARY KEY,
    at_utc        VARCHAR(40)   NOT NULL,
    kind          VARCHAR(60)   NOT NULL,
    actor         VARCHAR(300)  NOT NULL,
    roles         VARCHAR(4000) NOT NULL,
    door          VARCHAR(60)   NOT NULL,
    subject       VARCHAR(300)  NOT NULL,
    reference     VARCHAR(200)  NOT NULL,
    facts         TEXT NOT NULL,
    body_hash     VARCHAR(64)   NOT NULL,
    body          TEXT,
    previous_hash VARCHAR(64)   NOT NULL,
    hash          VARCHAR(64)   NOT NULL
);

CREATE INDEX audit_entry_by_reference ON audit_entry (reference);

-- One row: how far the chain has come. Whoever appends holds its lock until the commit, so that
-- entries of several nodes stand in one sequence without gaps.
CREATE TABLE audit_chain (
    id       SMALLINT    PRIMARY KEY CHECK (id = 1),
    entry_no BIGINT      NOT NULL,
    hash     VARCHAR(64) NOT NULL
);

INSERT INTO audit_chain (id, entry_no, hash) VALUES
    (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
