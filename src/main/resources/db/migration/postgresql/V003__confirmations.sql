-- Sensitive calls that wait for a second person.
CREATE TABLE confirmation (
    id              VARCHAR(64)  PRIMARY KEY,
    function_name   VARCHAR(64)  NOT NULL,
    definition_hash VARCHAR(64)  NOT NULL,
    arguments       TEXT NOT NULL,
    arguments_hash  VARCHAR(64)  NOT NULL,
    requester_kind  VARCHAR(20)  NOT NULL,
    requester       VARCHAR(200) NOT NULL,
    door            VARCHAR(60)  NOT NULL,
    reference       VARCHAR(200) NOT NULL,
    state           VARCHAR(20)  NOT NULL,
    requested_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    decided_by      VARCHAR(200),
    decided_at      TIMESTAMP(6) WITH TIME ZONE
);

CREATE INDEX confirmation_by_state ON confirmation (state, expires_at);
