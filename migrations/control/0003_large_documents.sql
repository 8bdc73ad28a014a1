DROP INDEX `idempotency_key_taken`;
--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `portion` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_key_taken` ON `idempotency_keys` (`owner`,`key`,`portion`);
--> statement-breakpoint
CREATE INDEX `organizations_by_updated_at` ON `organizations` (`updated_at`);
