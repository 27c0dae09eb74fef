-- How far the change log has been turned into deliveries: one row a reader. Whoever makes
-- deliveries or ends one holds the row until the commit, so that the two never pass each other.
CREATE TABLE log_cursors (
    name TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL
);

-- What other systems are to be told, in the order of the change log. `state` is pending (not tried
-- yet), failed (to be tried again), sent or dead. The deliveries of one webhook and record are made
-- one after the other.
CREATE TABLE webhook_deliveries (
    id {{serial}},
    delivery TEXT NOT NULL UNIQUE, -- what the receiver sees; deliveries.by_name
    webhook TEXT NOT NULL,
    record_id TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_at BIGINT NOT NULL, -- of the next attempt; 0: none planned
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL
);

-- deliveries.first_open, deliveries.heads: what is still to be made, record by record
CREATE INDEX webhook_deliveries_open ON webhook_deliveries (webhook, record_id, id)
    WHERE state IN ('pending', 'failed');
CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook, id); -- deliveries.list
CREATE INDEX webhook_deliveries_by_state ON webhook_deliveries (state, updated_at); -- …expire

-- How far each other system is with a record. `destination` is a digest of its address.
CREATE TABLE record_syncs (
    record_id TEXT NOT NULL,
    destination TEXT NOT NULL,
    at BIGINT NOT NULL,
    synced_at BIGINT NOT NULL, -- when it last said so; 0: never
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL,
    PRIMARY KEY (record_id, destination) -- record_syncs.of_record
);
