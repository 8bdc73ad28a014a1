-- SQLite checks every row of a STRICT table for each column that is added: half a second or more at a million entries. So
-- the columns are added by several migrations.
ALTER TABLE `stock_ledger` ADD `unit_price` integer;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `value_change` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `value_after` integer DEFAULT 0 NOT NULL;
