-- What people and the assistant have said to each other. A conversation is its owner's alone.
CREATE TABLE conversation (
    id         VARCHAR(64)  PRIMARY KEY,
    owner_kind VARCHAR(20)  NOT NULL,
    owner_name VARCHAR(200) NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE INDEX conversation_by_expiry ON conversation (expires_at);

CREATE TABLE conversation_turn (
    conversation_id VARCHAR(64) NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
    turn_no         INTEGER     NOT NULL,
    asked_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    question        TEXT NOT NULL,
    answer          TEXT NOT NULL,
    events          TEXT NOT NULL,
    PRIMARY KEY (conversation_id, turn_no)
);
