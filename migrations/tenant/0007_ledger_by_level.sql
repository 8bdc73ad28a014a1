CREATE INDEX `stock_ledger_by_level` ON `stock_ledger` (`variant_id`,`location_id`,`sequence`);
