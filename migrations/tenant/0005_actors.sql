ALTER TABLE `events` ADD `actor_type` text;
--> statement-breakpoint
ALTER TABLE `events` ADD `actor_id` text;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `actor_type` text;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `actor_id` text;
