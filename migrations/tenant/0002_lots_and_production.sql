CREATE TABLE `lots` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`lot_number` text NOT NULL,
	`variant_id` text NOT NULL,
	`disposition` text NOT NULL,
	`expiry_date` text,
	`manufactured_at` text,
	`quantity_initial` integer NOT NULL,
	`on_hand` integer NOT NULL,
	`source_type` text NOT NULL,
	`source_id` text NOT NULL,
	`supplier_id` text,
	`parent_lot_id` text,
	`note` text,
	`status` text GENERATED ALWAYS AS (CASE WHEN disposition <> 'active' THEN disposition WHEN on_hand = 0 THEN 'exhausted' ELSE 'active' END) VIRTUAL,
	`usable_through` text GENERATED ALWAYS AS (CASE WHEN disposition = 'active' THEN coalesce(expiry_date, '9999-12-31') ELSE '' END) VIRTUAL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `lots_id_unique` ON `lots` (`id`);--> statement-breakpoint
CREATE INDEX `lots_by_variant` ON `lots` (`variant_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `lots_by_status` ON `lots` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `lots_by_expiry` ON `lots` (`expiry_date`,`sequence`) WHERE expiry_date IS NOT NULL;--> statement-breakpoint
CREATE INDEX `lots_on_hand_by_expiry` ON `lots` (`expiry_date`,`sequence`) WHERE expiry_date IS NOT NULL AND on_hand > 0;--> statement-breakpoint
CREATE INDEX `lots_held` ON `lots` (`usable_through`) WHERE on_hand > 0;--> statement-breakpoint
CREATE INDEX `lots_held_of_variant` ON `lots` (`variant_id`,`usable_through`) WHERE on_hand > 0;--> statement-breakpoint
CREATE INDEX `lots_by_source` ON `lots` (`source_id`);--> statement-breakpoint
CREATE INDEX `lots_by_parent` ON `lots` (`parent_lot_id`) WHERE parent_lot_id IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `lots_by_number` ON `lots` (`lot_number`,`variant_id`);--> statement-breakpoint
CREATE TABLE `production_batch_inputs` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`planned_quantity` integer NOT NULL,
	`actual_quantity` integer,
	`waste_quantity` integer,
	`carry` text NOT NULL,
	`remainder` text NOT NULL,
	PRIMARY KEY(`document_sequence`, `position`),
	CONSTRAINT "production_batch_input_quantity" CHECK(planned_quantity >= 0 AND actual_quantity >= 0 AND waste_quantity >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `production_batches` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`recipe_id` text NOT NULL,
	`recipe_version` integer NOT NULL,
	`ordinal` integer NOT NULL,
	`cancel_number` integer,
	`cancellations_settled` integer NOT NULL,
	`location_id` text NOT NULL,
	`output_variant_id` text NOT NULL,
	`planned_quantity` integer NOT NULL,
	`actual_quantity_produced` integer,
	`output_lot_id` text,
	`unit_cost` integer,
	`notes` text,
	`metadata` text NOT NULL,
	`cancel_reason` text,
	`planned_at` text NOT NULL,
	`started_at` text,
	`completed_at` text,
	`cancelled_at` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "production_batch_quantity" CHECK(planned_quantity > 0 AND actual_quantity_produced >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `production_batches_id_unique` ON `production_batches` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `production_batches_number_unique` ON `production_batches` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `production_batches_of_recipe` ON `production_batches` (`recipe_id`,`ordinal`);--> statement-breakpoint
CREATE UNIQUE INDEX `production_batches_cancelled` ON `production_batches` (`recipe_id`,`cancel_number`);--> statement-breakpoint
CREATE INDEX `production_batches_by_status` ON `production_batches` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `production_batches_by_location` ON `production_batches` (`location_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `recipe_items` (
	`document_sequence` integer NOT NULL,
	`position` integer NOT NULL,
	`variant_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`scrap_percent` integer NOT NULL,
	PRIMARY KEY(`document_sequence`, `position`),
	CONSTRAINT "recipe_item_quantity" CHECK(quantity > 0 AND scrap_percent >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `recipe_items_by_variant` ON `recipe_items` (`variant_id`,`document_sequence`);--> statement-breakpoint
CREATE TABLE `recipes` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`code` text,
	`output_variant_id` text NOT NULL,
	`output_quantity` integer NOT NULL,
	`instructions` text,
	`status` text NOT NULL,
	`change_number` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	CONSTRAINT "recipe_output" CHECK(output_quantity > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `recipes_id_unique` ON `recipes` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `recipes_code_unique` ON `recipes` (`code`);--> statement-breakpoint
CREATE UNIQUE INDEX `recipes_by_change` ON `recipes` (`change_number`);--> statement-breakpoint
CREATE INDEX `recipes_by_status` ON `recipes` (`status`,`sequence`);--> statement-breakpoint
CREATE INDEX `recipes_by_output` ON `recipes` (`output_variant_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `lot_stock` (
	`lot_id` text NOT NULL,
	`location_id` text NOT NULL,
	`variant_id` text NOT NULL,
	`on_hand` integer NOT NULL,
	`reserved` integer NOT NULL,
	PRIMARY KEY(`lot_id`, `location_id`),
	CONSTRAINT "insufficient_stock" CHECK(on_hand >= 0),
	CONSTRAINT "insufficient_reservation" CHECK(reserved >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `lot_stock_held` ON `lot_stock` (`variant_id`,`location_id`,`lot_id`,`on_hand`,`reserved`) WHERE on_hand > 0 OR reserved > 0;--> statement-breakpoint
CREATE TABLE `waste_records` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`variant_id` text NOT NULL,
	`sku` text NOT NULL,
	`location_id` text NOT NULL,
	`quantity` integer NOT NULL,
	`reason` text NOT NULL,
	`lots` text NOT NULL,
	`notes` text,
	`api_key_id` text,
	`recorded_at` text NOT NULL,
	CONSTRAINT "waste_quantity" CHECK(quantity > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `waste_records_id_unique` ON `waste_records` (`id`);--> statement-breakpoint
CREATE INDEX `waste_records_by_variant` ON `waste_records` (`variant_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `waste_records_by_location` ON `waste_records` (`location_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `waste_records_by_reason` ON `waste_records` (`reason`,`sequence`);--> statement-breakpoint
DROP INDEX `reservations_by_lot`;--> statement-breakpoint
ALTER TABLE `reservations` ADD `taken` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `reservations` ADD `arrived` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `reservations_by_lot` ON `reservations` (`lot_id`) WHERE lot_id <> '' AND quantity > 0;--> statement-breakpoint
ALTER TABLE `cycle_count_items` ADD `lot_id` text;--> statement-breakpoint
ALTER TABLE `return_authorization_items` ADD `from_lot_id` text;--> statement-breakpoint
ALTER TABLE `return_authorization_items` ADD `lot_id` text;--> statement-breakpoint
CREATE INDEX `return_items_by_lot` ON `return_authorization_items` (`order_item_id`,`from_lot_id`) WHERE from_lot_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `lot_on_hand_after` integer;--> statement-breakpoint
CREATE INDEX `stock_ledger_by_lot_and_type` ON `stock_ledger` (`lot_id`,`type`,`sequence`) WHERE lot_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE `stock_levels` ADD `lot_tracked` integer DEFAULT false NOT NULL;