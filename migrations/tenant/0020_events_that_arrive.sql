DROP TRIGGER availability_changes_write_events;
--> statement-breakpoint
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
	`is_behind` integer DEFAULT true NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text,
	`claimed_until` text,
	`claim` text
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `event_lanes_active` ON `event_lanes` (`next_attempt_at`) WHERE is_active;
--> statement-breakpoint
CREATE INDEX `event_lanes_behind` ON `event_lanes` (`attempts`,`next_attempt_at`) WHERE is_active AND is_behind;
--> statement-breakpoint
CREATE INDEX `event_lanes_by_claim` ON `event_lanes` (`claim`) WHERE claim IS NOT NULL;
--> statement-breakpoint
CREATE INDEX `event_lanes_by_target` ON `event_lanes` (`target_id`);
--> statement-breakpoint
CREATE TABLE `event_marks` (
	`id` integer PRIMARY KEY NOT NULL,
	`through` integer NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE INDEX `webhook_deliveries_by_status` ON `webhook_deliveries` (`webhook_endpoint_id`,`status`,`sequence`);
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
ALTER TABLE `forecasts` ADD `is_reliable` integer GENERATED ALWAYS AS (through_day <> '' AND confidence <> 'low') VIRTUAL;
--> statement-breakpoint
-- Levels with their reorder point: that of the policy, else the forecast's where one may rely on it; null where the organization's
-- default applies. Open to all modules.
CREATE VIEW level_reorder_points AS
SELECT s.sequence, s.variant_id, s.location_id, s.on_hand, s.reserved, s.available, s.lot_tracked,
  coalesce(
    (SELECT p.reorder_point FROM inventory_policies p
      WHERE p.variant_id = s.variant_id AND p.location_id = s.location_id),
    (SELECT f.reorder_point FROM forecasts f
      WHERE f.variant_id = s.variant_id AND f.location_id = s.location_id AND f.is_reliable)) AS reorder_point
FROM stock_levels s;
--> statement-breakpoint
-- The alarms of levels. A level has one if its available quantity is at most `most`; null stands for its reorder point. Open to all
-- modules.
CREATE VIEW level_alarm_kinds AS
SELECT 'oversold' AS kind, -1 AS most UNION ALL SELECT 'out', 0 UNION ALL SELECT 'low', NULL;
--> statement-breakpoint
-- Inserting here what has become of a level's alarm keeps it, and writes the event. `change` is below 0 if the level has just
-- come to be low, out or oversold, above 0 if it has just recovered, and 0 if it was found to be so, which is no news while the
-- alarm is raised. The quantities are the level's now.
CREATE VIEW level_alarms AS
SELECT '' AS kind, 0 AS change, '' AS variant_id, '' AS location_id, 0 AS on_hand, 0 AS reserved, 0 AS available,
  0 AS reorder_point, '' AS actor_type, '' AS actor_id, '' AS at
WHERE 0;
--> statement-breakpoint
CREATE TRIGGER level_alarms_write_events INSTEAD OF INSERT ON level_alarms
WHEN NEW.change <> 0 OR NOT EXISTS (
  SELECT 1 FROM alarms WHERE kind = NEW.kind AND subject = NEW.variant_id || ' ' || NEW.location_id) BEGIN
  DELETE FROM alarms WHERE NEW.change > 0 AND kind = NEW.kind AND subject = NEW.variant_id || ' ' || NEW.location_id;
  INSERT INTO alarms (kind, subject, raised_at)
    SELECT NEW.kind, NEW.variant_id || ' ' || NEW.location_id, NEW.at WHERE NEW.change <= 0 ON CONFLICT DO NOTHING;
  INSERT INTO events (type, data, actor_type, actor_id, created_at)
    SELECT iif(NEW.change > 0, 'inventory.restocked', 'inventory.' || NEW.kind),
      json_object('variant_id', NEW.variant_id, 'location_id', NEW.location_id, 'on_hand', NEW.on_hand / 10000.0,
      'reserved', NEW.reserved / 10000.0, 'available', NEW.available / 10000.0,
      'reorder_point', NEW.reorder_point / 10000.0, 'ledger_sequence', (SELECT max(sequence) FROM stock_ledger)),
      NEW.actor_type, NEW.actor_id, NEW.at
    WHERE NEW.change <= 0 OR NEW.kind = 'out';
END;
--> statement-breakpoint
CREATE TRIGGER availability_changes_write_events INSTEAD OF INSERT ON availability_changes WHEN NEW.change <> 0 BEGIN
  INSERT INTO level_alarms (kind, change, variant_id, location_id, on_hand, reserved, available, reorder_point, actor_type,
      actor_id, at)
    SELECT k.kind, NEW.change, NEW.variant_id, NEW.location_id, s.on_hand, s.reserved, s.available - NEW.held,
      coalesce(s.reorder_point, NEW.reorder_point), NEW.actor_type, NEW.actor_id, NEW.at
    FROM level_reorder_points s, level_alarm_kinds k
    WHERE s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND NEW.held + coalesce(k.most, s.reorder_point, NEW.reorder_point)
        BETWEEN min(s.available, s.available - NEW.change) AND max(s.available, s.available - NEW.change) - 1;
END;
--> statement-breakpoint
CREATE TRIGGER webhook_endpoints_count_insert AFTER INSERT ON webhook_endpoints BEGIN
  INSERT INTO counters (name, value) VALUES ('webhook_endpoints', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
CREATE TRIGGER webhook_endpoints_count_delete AFTER DELETE ON webhook_endpoints BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'webhook_endpoints';
END;
--> statement-breakpoint
CREATE TRIGGER alert_subscriptions_count_insert AFTER INSERT ON alert_subscriptions BEGIN
  INSERT INTO counters (name, value) VALUES ('alert_subscriptions', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
CREATE TRIGGER alert_subscriptions_count_delete AFTER DELETE ON alert_subscriptions BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'alert_subscriptions';
END;
--> statement-breakpoint
CREATE TRIGGER integrations_count_insert AFTER INSERT ON integrations BEGIN
  INSERT INTO counters (name, value) VALUES ('integrations', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
CREATE TRIGGER integrations_count_delete AFTER DELETE ON integrations BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'integrations';
END;
--> statement-breakpoint
CREATE TRIGGER webhook_endpoints_version BEFORE UPDATE OF url, event_types, description, status, disabled_reason, disabled_at, version ON webhook_endpoints WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER alert_subscriptions_version BEFORE UPDATE OF kinds, channel, mode, digest_at, location_id, status, disabled_reason, disabled_at, version ON alert_subscriptions WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER integrations_version BEFORE UPDATE OF source, name, location_id, reserve_on_arrival, status, version ON integrations WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
INSERT INTO alarms (kind, subject, raised_at)
  SELECT k.kind, s.variant_id || ' ' || s.location_id, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  FROM level_reorder_points s CROSS JOIN level_alarm_kinds k
  WHERE iif(s.lot_tracked, s.available - coalesce((SELECT sum(h.held) FROM held_stock h
      WHERE h.variant_id = s.variant_id AND h.location_id = s.location_id), 0), s.available)
    <= coalesce(k.most, s.reorder_point, 9000000000000000);
