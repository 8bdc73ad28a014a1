DROP TRIGGER stock_ledger_is_never_edited;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `arrives` integer DEFAULT false NOT NULL;
--> statement-breakpoint
UPDATE stock_ledger SET arrives = 1 WHERE type IN ('transfer_in', 'transfer_lost');
