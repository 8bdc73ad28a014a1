CREATE INDEX `organizations_by_updated_at` ON `organizations` (`updated_at`);
