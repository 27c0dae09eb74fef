-- user_items.list_of_all: the searches that anybody shares.
CREATE INDEX user_items_by_kind ON user_items (kind, state, id); -- newest first
