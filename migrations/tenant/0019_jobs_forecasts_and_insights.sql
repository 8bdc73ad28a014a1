CREATE TABLE `demand_patterns` (
	`name` text PRIMARY KEY NOT NULL,
	`pattern` text NOT NULL,
	`computed_at` text NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `forecasts` (
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`through_day` text NOT NULL,
	`computed_at` text NOT NULL,
	`demand_class` text NOT NULL,
	`confidence` text NOT NULL,
	`daily_mean` real NOT NULL,
	`lead_time_days` integer NOT NULL,
	`lead_time_variance` real NOT NULL,
	`reorder_point` integer NOT NULL,
	`safety_stock` integer NOT NULL,
	`order_up_to` integer NOT NULL,
	`model` text NOT NULL,
	`track_record` text,
	PRIMARY KEY(`variant_id`, `location_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `forecasts_by_class` ON `forecasts` (`location_id`,`demand_class`,`variant_id`);
--> statement-breakpoint
CREATE INDEX `forecasts_by_day` ON `forecasts` (`location_id`,`through_day`);
--> statement-breakpoint
CREATE TABLE `lead_times` (
	`variant_id` text NOT NULL,
	`supplier_id` text NOT NULL,
	`receipts` integer NOT NULL,
	`weight` real NOT NULL,
	`mean_days` real NOT NULL,
	`variance` real NOT NULL,
	`last_sequence` integer NOT NULL,
	PRIMARY KEY(`variant_id`, `supplier_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `lead_times_by_supplier` ON `lead_times` (`supplier_id`);
--> statement-breakpoint
CREATE INDEX `lead_times_by_entry` ON `lead_times` (`last_sequence`);
--> statement-breakpoint
CREATE TABLE `insights` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`severity` text NOT NULL,
	`status` text NOT NULL,
	`lasts` integer NOT NULL,
	`title` text NOT NULL,
	`detail` text NOT NULL,
	`evidence` text NOT NULL,
	`amount` integer,
	`variant_id` text,
	`location_id` text,
	`lot_id` text,
	`supplier_id` text,
	`document_id` text,
	`suggested_action` text,
	`measure` real NOT NULL,
	`history` text NOT NULL,
	`first_seen_at` text NOT NULL,
	`last_seen_at` text NOT NULL,
	`closed_at` text,
	`dismissed_at` text,
	`computed_at` text NOT NULL,
	`urgency` text GENERATED ALWAYS AS (iif(status = 'open', 1, 0) || CASE severity WHEN 'critical' THEN 2 WHEN 'warning' THEN 1 ELSE 0 END
        || printf('%016d', coalesce(amount, 0))) VIRTUAL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `insights_id_unique` ON `insights` (`id`);
--> statement-breakpoint
CREATE UNIQUE INDEX `insights_key_unique` ON `insights` (`key`);
--> statement-breakpoint
CREATE INDEX `insights_lasting` ON `insights` (`key`) WHERE lasts;
--> statement-breakpoint
CREATE INDEX `insights_by_urgency` ON `insights` (`urgency`,`sequence`);
--> statement-breakpoint
CREATE INDEX `insights_by_kind` ON `insights` (`kind`,`urgency`,`sequence`);
--> statement-breakpoint
CREATE INDEX `insights_by_variant` ON `insights` (`variant_id`);
--> statement-breakpoint
CREATE INDEX `insights_by_updated_at` ON `insights` (`updated_at`);
--> statement-breakpoint
CREATE TABLE `job_runs` (
	`job` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`claimed_until` text,
	`open_run` text,
	`last_run` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER insights_no_delete BEFORE DELETE ON insights
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
