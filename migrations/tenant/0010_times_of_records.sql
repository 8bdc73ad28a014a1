CREATE INDEX `adjustments_by_created_at` ON `adjustments` (`created_at`) WHERE sequence % 16 = 0;
--> statement-breakpoint
CREATE INDEX `events_by_created_at` ON `events` (`created_at`) WHERE sequence % 16 = 0;
--> statement-breakpoint
CREATE INDEX `waste_records_by_recorded_at` ON `waste_records` (`recorded_at`) WHERE sequence % 16 = 0;
