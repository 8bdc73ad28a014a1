-- A lock is taken by raising its version by one over what it was read as (src/data/locks.ts): of two commands at once the
-- second is refused.
CREATE TRIGGER locks_version BEFORE UPDATE ON locks WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_lock'); END;
