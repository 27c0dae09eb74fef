-- The first schema. One text for both engines; the two things they spell differently are
-- placeholders, filled in by store/detail/migrations.cpp when the file is applied:
--   {{bytes}}   a binary column:        BLOB                 | BYTEA
--   {{serial}}  a 64-bit primary key:   INTEGER PRIMARY KEY  | BIGINT GENERATED ... PRIMARY KEY
-- On SQLite the serial key is the row id, so tables lie on disk in the order of that key.
-- Times are milliseconds since 1970, UTC. `sealed` is compressed, encrypted JSON; `key_id` names
-- the key in the key ring. No statement ever looks inside a sealed column.

-- The end of the change log. Whoever writes holds this one row until the commit, so sequence
-- numbers are handed out in commit order and without gaps.
CREATE TABLE log_head (
    one INTEGER NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL,
    hash {{bytes}} NOT NULL
);

INSERT INTO log_head (one, seq, hash) VALUES (1, 0, '');

-- `place` is the sequence of the record's first change: a scan in its order reads the file from
-- front to back instead of jumping about by random ids.
CREATE TABLE records (
    place {{serial}},
    id TEXT NOT NULL UNIQUE, -- records.find, records.update
    type TEXT NOT NULL,
    revision BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL
);

-- One link each. `digest` is a salted digest of the details: it says nothing about them, outlives
-- a change of keys, and stays as proof when a lawful removal blanks `sealed`.
CREATE TABLE changes (
    seq {{serial}},
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    action TEXT NOT NULL,
    writes_record INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL,
    digest {{bytes}} NOT NULL,
    prev_hash {{bytes}} NOT NULL,
    hash {{bytes}} NOT NULL
);

CREATE INDEX changes_by_subject ON changes (subject_id, seq); -- a record's history, newest first

CREATE TABLE documents (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    revision BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL,
    PRIMARY KEY (kind, key) -- documents.find, documents.of_kind
);

CREATE TABLE volatile_rows (
    kind TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    owner TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL,
    PRIMARY KEY (kind, key_hash) -- volatile.find
);

CREATE INDEX volatile_rows_by_owner ON volatile_rows (kind, owner); -- the sessions of a user
CREATE INDEX volatile_rows_by_expiry ON volatile_rows (expires_at); -- volatile.expire

CREATE TABLE blobs (
    id TEXT NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL,
    chunks BIGINT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE blob_chunks (
    blob_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    chunks BIGINT NOT NULL, -- as in blobs: each chunk is bound to their number
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL,
    PRIMARY KEY (blob_id, number) -- blobs.chunk
);

CREATE TABLE jobs (
    id {{serial}},
    queue TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    attempts_max INTEGER NOT NULL,
    run_at BIGINT NOT NULL, -- waiting: when it is due; running: when its lease ends
    updated_at BIGINT NOT NULL,
    error TEXT NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL, -- the payload
    result_key_id TEXT NOT NULL,
    result {{bytes}} NOT NULL
);

-- jobs.due: the next one of a queue; what is done with is not in it
CREATE INDEX jobs_due ON jobs (queue, run_at, id) WHERE state IN ('waiting', 'running');

CREATE TABLE audit (
    id {{serial}},
    at BIGINT NOT NULL,
    user_name TEXT NOT NULL,
    action TEXT NOT NULL,
    record_type TEXT NOT NULL,
    record_id TEXT NOT NULL,
    refused INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL
);

CREATE INDEX audit_by_time ON audit (at, id); -- the newest entries
CREATE INDEX audit_by_user ON audit (user_name, at, id); -- what one user did
CREATE INDEX audit_by_record ON audit (record_id, at, id); -- who opened a record
