CREATE INDEX `lots_by_updated_at` ON `lots` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `orders_by_updated_at` ON `orders` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `purchase_orders_by_updated_at` ON `purchase_orders` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `variants_by_updated_at` ON `variants` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `cycle_counts_by_updated_at` ON `cycle_counts` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `inventory_policies_by_updated_at` ON `inventory_policies` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `locations_by_updated_at` ON `locations` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `production_batches_by_updated_at` ON `production_batches` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `products_by_updated_at` ON `products` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `recipes_by_updated_at` ON `recipes` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `return_authorizations_by_updated_at` ON `return_authorizations` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `stock_transfers_by_updated_at` ON `stock_transfers` (`updated_at`);
--> statement-breakpoint
CREATE INDEX `suppliers_by_updated_at` ON `suppliers` (`updated_at`);
