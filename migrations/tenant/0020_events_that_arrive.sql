CREATE TABLE `alarms` (
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`raised_at` text NOT NULL,
	PRIMARY KEY(`kind`, `subject`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `alert_subscriptions` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`kinds` text NOT NULL,
	`channel` text NOT NULL,
	`mode` text NOT NULL,
	`digest_at` text,
	`location_id` text,
	`status` text NOT NULL,
	`disabled_reason` text,
	`disabled_at` text,
	`secret` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_subscriptions_id_unique` ON `alert_subscriptions` (`id`);
--> statement-breakpoint
CREATE INDEX `alert_subscriptions_by_status` ON `alert_subscriptions` (`status`,`sequence`);
--> statement-breakpoint
CREATE INDEX `alert_subscriptions_by_updated_at` ON `alert_subscriptions` (`updated_at`);
--> statement-breakpoint
CREATE TABLE `event_lanes` (
	`id` text PRIMARY KEY NOT NULL,
	`target_id` text NOT NULL,
	`consumer` text NOT NULL,
	`kind` text NOT NULL,
	`is_active` integer NOT NULL,
	`event_types` text,
	`done_through` integer NOT NULL,
	`ends_with` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text,
	`claimed_until` text,
	`claim` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `event_lanes_active` ON `event_lanes` (`attempts`,`next_attempt_at`) WHERE is_active;
--> statement-breakpoint
CREATE INDEX `event_lanes_by_target` ON `event_lanes` (`target_id`);
--> statement-breakpoint
CREATE TABLE `integration_deliveries` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`integration_id` text NOT NULL,
	`source_id` text NOT NULL,
	`topic` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`attempt` integer NOT NULL,
	`external_reference` text,
	`order_id` text,
	`return_authorization_id` text,
	`payload` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `integration_deliveries_id_unique` ON `integration_deliveries` (`id`);
--> statement-breakpoint
CREATE INDEX `integration_deliveries_by_integration` ON `integration_deliveries` (`integration_id`,`sequence`);
--> statement-breakpoint
CREATE INDEX `integration_deliveries_by_status` ON `integration_deliveries` (`integration_id`,`status`,`sequence`);
--> statement-breakpoint
CREATE INDEX `integration_deliveries_by_updated_at` ON `integration_deliveries` (`updated_at`);
--> statement-breakpoint
CREATE UNIQUE INDEX `integration_deliveries_of_source` ON `integration_deliveries` (`integration_id`,`source_id`);
--> statement-breakpoint
CREATE TABLE `integration_documents` (
	`integration_id` text NOT NULL,
	`kind` text NOT NULL,
	`external_id` text NOT NULL,
	`document_id` text NOT NULL,
	`lines` text NOT NULL,
	`created_at` text NOT NULL,
	PRIMARY KEY(`integration_id`, `kind`, `external_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `integrations` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`source` text NOT NULL,
	`name` text NOT NULL,
	`location_id` text NOT NULL,
	`reserve_on_arrival` integer NOT NULL,
	`status` text NOT NULL,
	`secret` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `integrations_id_unique` ON `integrations` (`id`);
--> statement-breakpoint
CREATE INDEX `integrations_by_source` ON `integrations` (`source`,`sequence`);
--> statement-breakpoint
CREATE INDEX `integrations_by_updated_at` ON `integrations` (`updated_at`);
--> statement-breakpoint
CREATE TABLE `webhook_deliveries` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`webhook_endpoint_id` text NOT NULL,
	`event_sequence` integer NOT NULL,
	`event_type` text NOT NULL,
	`attempt` integer NOT NULL,
	`status` text NOT NULL,
	`response_status` integer,
	`response_body` text,
	`error` text,
	`duration_ms` integer,
	`next_attempt_at` text,
	`delivered_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_id_unique` ON `webhook_deliveries` (`id`);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_endpoint` ON `webhook_deliveries` (`webhook_endpoint_id`,`sequence`);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_by_updated_at` ON `webhook_deliveries` (`updated_at`);
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_deliveries_of_event` ON `webhook_deliveries` (`webhook_endpoint_id`,`event_sequence`);
--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`event_types` text,
	`description` text,
	`status` text NOT NULL,
	`disabled_reason` text,
	`disabled_at` text,
	`secret` text NOT NULL,
	`previous_secret` text,
	`previous_secret_until` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `webhook_endpoints_id_unique` ON `webhook_endpoints` (`id`);
--> statement-breakpoint
CREATE INDEX `webhook_endpoints_by_status` ON `webhook_endpoints` (`status`,`sequence`);
--> statement-breakpoint
CREATE INDEX `webhook_endpoints_by_updated_at` ON `webhook_endpoints` (`updated_at`);
--> statement-breakpoint
CREATE TRIGGER webhook_endpoints_version BEFORE UPDATE ON webhook_endpoints WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER alert_subscriptions_version BEFORE UPDATE ON alert_subscriptions WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER integrations_version BEFORE UPDATE ON integrations WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
