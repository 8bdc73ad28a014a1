-- A change is decided on one version and makes the next: whoever decided on an older one is refused.
CREATE TRIGGER organizations_version BEFORE UPDATE ON organizations WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER organizations_are_never_deleted BEFORE DELETE ON organizations
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER api_keys_are_never_deleted BEFORE DELETE ON api_keys
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
