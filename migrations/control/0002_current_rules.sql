DROP TRIGGER organizations_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER api_keys_are_never_deleted;
--> statement-breakpoint
CREATE TRIGGER organizations_no_delete BEFORE DELETE ON organizations
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER api_keys_no_delete BEFORE DELETE ON api_keys
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
