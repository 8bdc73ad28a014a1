ALTER TABLE `organizations` ADD `location_hint` text;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `moved_at` text;
--> statement-breakpoint
ALTER TABLE `organizations` ADD `move` text;
--> statement-breakpoint
CREATE INDEX `organizations_moving` ON `organizations` (`sequence`) WHERE move IS NOT NULL;
--> statement-breakpoint
-- A database is one organization's alone, also the one that a move copies to and the one that it has left.
CREATE TRIGGER organizations_claim BEFORE UPDATE OF database_address, move ON organizations BEGIN
  SELECT RAISE(ABORT, 'database_taken') WHERE EXISTS (
    SELECT 1 FROM organizations WHERE id <> NEW.id
      AND database_address IN (NEW.move ->> '$.to', NEW.move ->> '$.from.address'))
  OR EXISTS (
    SELECT 1 FROM organizations WHERE move IS NOT NULL AND id <> NEW.id
      AND (move ->> '$.to' IN (NEW.database_address, NEW.move ->> '$.to', NEW.move ->> '$.from.address')
        OR move ->> '$.from.address' IN (NEW.database_address, NEW.move ->> '$.to')));
END;
