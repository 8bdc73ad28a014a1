CREATE TABLE `idempotency_keys` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`replay_id` text,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_key_taken` ON `idempotency_keys` (`owner`,`key`);--> statement-breakpoint
CREATE TABLE `adjustments` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`lines` text NOT NULL,
	`api_key_id` text,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `adjustments_id_unique` ON `adjustments` (`id`);--> statement-breakpoint
CREATE TABLE `cycle_count_items` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`expected_quantity` integer NOT NULL,
	`counted_quantity` integer,
	`counted_at` text,
	`counted_sequence` integer,
	PRIMARY KEY(`document_sequence`, `position`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `cycle_count_items_counted` ON `cycle_count_items` (`variant_id`,`counted_at`) WHERE counted_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `cycle_counts` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`location_id` text NOT NULL,
	`blind` integer NOT NULL,
	`variant_ids` text,
	`note` text,
	`metadata` text NOT NULL,
	`cancel_reason` text,
	`started_at` text,
	`completed_at` text,
	`cancelled_at` text,
	`completion_number` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cycle_counts_id_unique` ON `cycle_counts` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cycle_counts_number_unique` ON `cycle_counts` (`number`);--> statement-breakpoint
CREATE INDEX `cycle_counts_by_status` ON `cycle_counts` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `cycle_counts_by_location` ON `cycle_counts` (`location_id`,`sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `cycle_counts_completed` ON `cycle_counts` (`location_id`,`completion_number`);--> statement-breakpoint
CREATE TABLE `events` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `events_by_type` ON `events` (`type`,`sequence`);--> statement-breakpoint
CREATE TABLE `counters` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `inventory_policies` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`reorder_point` integer NOT NULL,
	`reorder_quantity` integer NOT NULL,
	`lead_time_days` integer NOT NULL,
	`safety_stock` integer NOT NULL,
	`max_stock` integer,
	`supplier_id` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `inventory_policies_id_unique` ON `inventory_policies` (`id`);--> statement-breakpoint
CREATE INDEX `inventory_policies_by_location` ON `inventory_policies` (`location_id`,`sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `inventory_policies_by_variant` ON `inventory_policies` (`variant_id`,`location_id`);--> statement-breakpoint
CREATE TABLE `locations` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`code` text,
	`type` text NOT NULL,
	`address` text,
	`status` text NOT NULL,
	`metadata` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `locations_id_unique` ON `locations` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `locations_code_unique` ON `locations` (`code`);--> statement-breakpoint
CREATE INDEX `locations_by_status` ON `locations` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `locations_by_type` ON `locations` (`type`,`sequence`);--> statement-breakpoint
CREATE TABLE `order_items` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price` integer,
	`fulfilled_quantity` integer NOT NULL,
	`cancelled_quantity` integer NOT NULL,
	`claimed_quantity` integer NOT NULL,
	`returned_quantity` integer NOT NULL,
	PRIMARY KEY(`document_sequence`, `position`),
	CONSTRAINT "order_item_quantity" CHECK(quantity > 0 AND fulfilled_quantity >= 0 AND cancelled_quantity >= 0),
	CONSTRAINT "returns_more_than_fulfilled" CHECK(claimed_quantity >= 0 AND claimed_quantity <= fulfilled_quantity),
	CONSTRAINT "order_item_overfulfilled" CHECK(fulfilled_quantity + cancelled_quantity <= quantity)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `order_items_by_variant` ON `order_items` (`variant_id`,`document_sequence`);--> statement-breakpoint
CREATE INDEX `order_items_open_by_variant` ON `order_items` (`variant_id`) WHERE quantity > fulfilled_quantity + cancelled_quantity;--> statement-breakpoint
CREATE INDEX `order_items_open_by_location` ON `order_items` (`location_id`) WHERE quantity > fulfilled_quantity + cancelled_quantity;--> statement-breakpoint
CREATE TABLE `orders` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`location_id` text,
	`customer` text NOT NULL,
	`channel` text,
	`external_reference` text,
	`note` text,
	`metadata` text NOT NULL,
	`cancel_reason` text,
	`placed_at` text NOT NULL,
	`reserved_at` text,
	`fulfilled_at` text,
	`cancelled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_id_unique` ON `orders` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number_unique` ON `orders` (`number`);--> statement-breakpoint
CREATE INDEX `orders_by_status` ON `orders` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `orders_by_location` ON `orders` (`location_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `orders_by_channel` ON `orders` (`channel`,`sequence`) WHERE channel IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_by_external_reference` ON `orders` (`external_reference`,`sequence`) WHERE external_reference IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_by_placed_at` ON `orders` (`placed_at`,`sequence`);--> statement-breakpoint
CREATE TABLE `products` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`description` text,
	`category` text,
	`status` text NOT NULL,
	`metadata` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `products_id_unique` ON `products` (`id`);--> statement-breakpoint
CREATE INDEX `products_by_category` ON `products` (`category`,`sequence`);--> statement-breakpoint
CREATE INDEX `products_by_status` ON `products` (`status`,`sequence`);--> statement-breakpoint
CREATE TABLE `purchase_order_items` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`unit_cost` integer,
	`received_quantity` integer NOT NULL,
	`rejected_quantity` integer NOT NULL,
	`cancelled_quantity` integer NOT NULL,
	`open_quantity` integer GENERATED ALWAYS AS (max(0, quantity - received_quantity - rejected_quantity - cancelled_quantity)) VIRTUAL,
	PRIMARY KEY(`document_sequence`, `position`),
	CONSTRAINT "purchase_order_item_quantity" CHECK(quantity > 0 AND received_quantity >= 0 AND rejected_quantity >= 0 AND cancelled_quantity >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `purchase_order_items_incoming` ON `purchase_order_items` (`variant_id`,`location_id`,`open_quantity`) WHERE quantity > received_quantity + rejected_quantity + cancelled_quantity;--> statement-breakpoint
CREATE TABLE `purchase_orders` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`supplier_id` text NOT NULL,
	`location_id` text NOT NULL,
	`currency` text NOT NULL,
	`expected_at` text,
	`note` text,
	`metadata` text NOT NULL,
	`cancel_reason` text,
	`ordered_at` text NOT NULL,
	`received_at` text,
	`cancelled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_orders_id_unique` ON `purchase_orders` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `purchase_orders_number_unique` ON `purchase_orders` (`number`);--> statement-breakpoint
CREATE INDEX `purchase_orders_by_status` ON `purchase_orders` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `purchase_orders_by_supplier` ON `purchase_orders` (`supplier_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `purchase_orders_by_location` ON `purchase_orders` (`location_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `purchase_orders_open` ON `purchase_orders` (`expected_at`) WHERE status IN ('ordered', 'partially_received');--> statement-breakpoint
CREATE TABLE `return_authorization_items` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`id` text NOT NULL,
	`order_item_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`condition` text NOT NULL,
	`unit_refund` integer,
	PRIMARY KEY(`document_sequence`, `position`),
	CONSTRAINT "return_item_quantity" CHECK(quantity > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `return_authorizations` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`order_id` text NOT NULL,
	`location_id` text NOT NULL,
	`reason` text,
	`note` text,
	`metadata` text NOT NULL,
	`received_at` text,
	`cancelled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `return_authorizations_id_unique` ON `return_authorizations` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `return_authorizations_number_unique` ON `return_authorizations` (`number`);--> statement-breakpoint
CREATE INDEX `return_authorizations_by_status` ON `return_authorizations` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `return_authorizations_by_order` ON `return_authorizations` (`order_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `reservations` (
	`line_id` text NOT NULL,
	`lot_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`line_id`, `lot_id`),
	CONSTRAINT "insufficient_reservation" CHECK(quantity >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reservations_by_lot` ON `reservations` (`lot_id`) WHERE lot_id <> '';--> statement-breakpoint
CREATE TABLE `stock_ledger` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`lot_id` text,
	`quantity` integer NOT NULL,
	`on_hand_change` integer NOT NULL,
	`reserved_change` integer NOT NULL,
	`on_hand_after` integer NOT NULL,
	`reserved_after` integer NOT NULL,
	`unit_cost` integer,
	`reason` text,
	`note` text,
	`reference_type` text NOT NULL,
	`reference_id` text NOT NULL,
	`line_id` text,
	`api_key_id` text,
	`occurred_at` text NOT NULL,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `stock_ledger_by_variant` ON `stock_ledger` (`variant_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_ledger_by_location` ON `stock_ledger` (`location_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_ledger_by_lot` ON `stock_ledger` (`lot_id`,`sequence`) WHERE lot_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `stock_ledger_by_type` ON `stock_ledger` (`type`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_ledger_by_reference_type` ON `stock_ledger` (`reference_type`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_ledger_by_reference` ON `stock_ledger` (`reference_id`);--> statement-breakpoint
CREATE INDEX `stock_ledger_by_time` ON `stock_ledger` (`occurred_at`) WHERE sequence % 16 = 0;--> statement-breakpoint
CREATE TABLE `stock_levels` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`on_hand` integer NOT NULL,
	`reserved` integer NOT NULL,
	`available` integer GENERATED ALWAYS AS (on_hand - reserved) VIRTUAL,
	`updated_at` text NOT NULL,
	CONSTRAINT "insufficient_stock" CHECK(on_hand >= 0),
	CONSTRAINT "insufficient_reservation" CHECK(reserved >= 0),
	CONSTRAINT "quantity_out_of_range" CHECK(on_hand <= 10000000000000 AND reserved <= 10000000000000)
) STRICT;
--> statement-breakpoint
CREATE INDEX `stock_levels_by_location` ON `stock_levels` (`location_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_levels_by_available` ON `stock_levels` (`available`);--> statement-breakpoint
CREATE UNIQUE INDEX `stock_levels_by_variant` ON `stock_levels` (`variant_id`,`location_id`);--> statement-breakpoint
CREATE TABLE `stock_transfer_items` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`to_location_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`shipped_quantity` integer NOT NULL,
	`received_quantity` integer NOT NULL,
	`lost_quantity` integer NOT NULL,
	`unit_cost` integer,
	`in_transit` integer GENERATED ALWAYS AS (shipped_quantity - received_quantity - lost_quantity) VIRTUAL,
	PRIMARY KEY(`document_sequence`, `position`),
	CONSTRAINT "stock_transfer_item_quantity" CHECK(quantity > 0 AND shipped_quantity >= 0 AND received_quantity >= 0 AND lost_quantity >= 0),
	CONSTRAINT "received_more_than_shipped" CHECK(received_quantity + lost_quantity <= shipped_quantity)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `stock_transfer_items_incoming` ON `stock_transfer_items` (`variant_id`,`to_location_id`,`in_transit`) WHERE shipped_quantity > received_quantity + lost_quantity;--> statement-breakpoint
CREATE TABLE `stock_transfers` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`from_location_id` text NOT NULL,
	`to_location_id` text NOT NULL,
	`note` text,
	`metadata` text NOT NULL,
	`cancel_reason` text,
	`shipped_at` text,
	`received_at` text,
	`cancelled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "stock_transfer_to_itself" CHECK(from_location_id <> to_location_id)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `stock_transfers_id_unique` ON `stock_transfers` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `stock_transfers_number_unique` ON `stock_transfers` (`number`);--> statement-breakpoint
CREATE INDEX `stock_transfers_by_status` ON `stock_transfers` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_transfers_from` ON `stock_transfers` (`from_location_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `stock_transfers_to` ON `stock_transfers` (`to_location_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `suppliers` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`code` text,
	`email` text,
	`phone` text,
	`address` text,
	`lead_time_days` integer,
	`currency` text,
	`status` text NOT NULL,
	`metadata` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `suppliers_id_unique` ON `suppliers` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `suppliers_code_unique` ON `suppliers` (`code`);--> statement-breakpoint
CREATE INDEX `suppliers_by_status` ON `suppliers` (`status`,`sequence`);--> statement-breakpoint
CREATE TABLE `variant_barcodes` (
	`barcode` text PRIMARY KEY NOT NULL,
	`variant_id` text NOT NULL,
	`position` integer NOT NULL,
	`gtin` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `variant_barcodes_by_variant` ON `variant_barcodes` (`variant_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `variant_barcodes_by_gtin` ON `variant_barcodes` (`gtin`);--> statement-breakpoint
CREATE TABLE `variants` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`product_id` text NOT NULL,
	`sku` text NOT NULL,
	`name` text NOT NULL,
	`options` text NOT NULL,
	`unit` text NOT NULL,
	`quantity_decimals` integer NOT NULL,
	`price` integer,
	`cost` integer,
	`lot_tracked` integer NOT NULL,
	`shelf_life_days` integer,
	`status` text NOT NULL,
	`metadata` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `variants_id_unique` ON `variants` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `variants_sku_unique` ON `variants` (`sku`);--> statement-breakpoint
CREATE INDEX `variants_by_product` ON `variants` (`product_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `variants_by_status` ON `variants` (`status`,`sequence`);