ALTER TABLE `stock_ledger` ADD `lost_value` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `first_shipment` integer DEFAULT false NOT NULL;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `local_date` text;
