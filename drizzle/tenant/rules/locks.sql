-- A lock is taken by raising the version that was read by one (src/data/locks.ts), so of two concurrent commands the second
-- is refused.
CREATE TRIGGER locks_version BEFORE UPDATE ON locks WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_lock'); END;
