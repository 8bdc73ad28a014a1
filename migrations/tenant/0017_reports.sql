CREATE TABLE `imported_demand` (
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`day` text NOT NULL,
	`quantity` integer NOT NULL,
	`revenue` integer,
	PRIMARY KEY(`variant_id`, `location_id`, `day`),
	CONSTRAINT "imported_quantity" CHECK(quantity >= 0 AND revenue >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `imported_demand_by_day` ON `imported_demand` (`day`);
--> statement-breakpoint
-- Levels as they are stored, for reports over all of them; open to all modules.
CREATE VIEW level_quantities AS
SELECT s.sequence, s.variant_id, s.location_id, s.on_hand, s.reserved, s.available, s.lot_tracked, s.value,
  s.last_inbound_at, s.last_inbound_type
FROM stock_levels s;
--> statement-breakpoint
-- What is incoming line by line; open to all modules. `inventory_levels` sums the same for each level, in its own words: neither
-- engine looks for the lines of one level in a UNION ALL, so each page of levels would read all lines there are.
CREATE VIEW incoming_lines AS
SELECT i.variant_id, i.location_id, i.open_quantity AS quantity, 0 AS value FROM purchase_order_items i
WHERE i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity
UNION ALL SELECT i.variant_id, i.to_location_id, i.in_transit, i.shipped_value - i.received_value - i.lost_value
FROM stock_transfer_items i WHERE i.shipped_quantity > i.received_quantity + i.lost_quantity;
--> statement-breakpoint
-- How many days have demand, for the total of their list: what orders shipped, and what was imported.
CREATE TRIGGER daily_movements_count_demand AFTER INSERT ON daily_movements WHEN NEW.type = 'order_fulfilled' BEGIN
  INSERT INTO counters (name, value) VALUES ('demand_days', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
CREATE TRIGGER imported_demand_count_insert AFTER INSERT ON imported_demand BEGIN
  INSERT INTO counters (name, value) VALUES ('demand_days', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
INSERT INTO counters (name, value) SELECT 'demand_days', count(*) FROM daily_movements WHERE type = 'order_fulfilled';
