-- What belongs to one user and is no record: notifications, push subscriptions, saved searches.
-- `item_key` tells the items of a kind and user apart (an event, a digest of an address);
-- `state` is a small number whose meaning the kind decides (0 unread, 1 read …).
CREATE TABLE user_items (
    id {{serial}},
    kind TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    item_key TEXT NOT NULL,
    state INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    key_id TEXT NOT NULL,
    sealed {{bytes}} NOT NULL
);

CREATE UNIQUE INDEX user_items_by_key ON user_items (kind, user_id, item_key); -- user_items.by_key
CREATE INDEX user_items_by_owner ON user_items (kind, user_id, id); -- a user's, newest first
CREATE INDEX user_items_by_state ON user_items (kind, user_id, state, id); -- how many are unread
CREATE INDEX user_items_by_age ON user_items (kind, created_at); -- user_items.expire
CREATE INDEX user_items_by_user ON user_items (user_id); -- when a user is deleted

-- When each periodic job is next due, and how it went; one row a job, whatever the nodes.
CREATE TABLE job_schedules (
    name TEXT NOT NULL PRIMARY KEY,
    next_at BIGINT NOT NULL,
    job_id BIGINT NOT NULL, -- the newest run; 0: none yet
    started_at BIGINT NOT NULL,
    success_at BIGINT NOT NULL, -- when the last run that succeeded was due; 0: none yet
    error TEXT NOT NULL
);

-- jobs.list_in_state: those that failed for good, newest first
CREATE INDEX jobs_by_state ON jobs (state, id);
