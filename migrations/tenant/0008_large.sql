DROP TRIGGER purchase_order_items_show_incoming;
--> statement-breakpoint
DROP TRIGGER stock_entry_moves_lot;
--> statement-breakpoint
DROP VIEW line_lots;
--> statement-breakpoint
DROP VIEW held_stock;
--> statement-breakpoint
DROP VIEW lot_documents;
--> statement-breakpoint
DROP VIEW inventory_levels;
--> statement-breakpoint
CREATE TABLE `unreserved_lots` (
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`usable_through` text NOT NULL,
	`quantity` integer NOT NULL,
	PRIMARY KEY(`variant_id`, `location_id`, `usable_through`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `unreserved_lots_by_day` ON `unreserved_lots` (`usable_through`);
--> statement-breakpoint
DROP INDEX `lots_held`;
--> statement-breakpoint
DROP INDEX `lots_held_of_variant`;
--> statement-breakpoint
DROP INDEX `lot_stock_held`;
--> statement-breakpoint
ALTER TABLE `lot_stock` ADD `usable_through` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `lot_stock` ADD `allocation_order` text DEFAULT '' NOT NULL;
--> statement-breakpoint
UPDATE lot_stock SET usable_through = l.usable_through,
    allocation_order = l.usable_through || ' ' || coalesce(l.expiry_date, '9999-12-31') || printf(' %012d', l.sequence)
  FROM lots l WHERE l.id = lot_stock.lot_id;
--> statement-breakpoint
INSERT INTO unreserved_lots (variant_id, location_id, usable_through, quantity)
  SELECT variant_id, location_id, usable_through, sum(on_hand - reserved) FROM lot_stock WHERE on_hand > reserved
  GROUP BY variant_id, location_id, usable_through;
--> statement-breakpoint
CREATE INDEX `lot_stock_on_hand` ON `lot_stock` (`variant_id`,`location_id`,`allocation_order`) WHERE on_hand > 0;
--> statement-breakpoint
CREATE INDEX `lot_stock_unreserved` ON `lot_stock` (`variant_id`,`location_id`,`allocation_order`) WHERE on_hand > reserved;
--> statement-breakpoint
DROP INDEX `cycle_count_items_counted`;
--> statement-breakpoint
CREATE INDEX `cycle_count_items_counted` ON `cycle_count_items` (`variant_id`,`lot_id`,`counted_at`) WHERE counted_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW lot_documents AS
SELECT l.*, v.sku,
  min(9007199254740991, coalesce((SELECT sum(k.reserved) FROM lot_stock k WHERE k.lot_id = l.id), 0)) AS reserved
FROM lots l JOIN variants v ON v.id = l.variant_id;
--> statement-breakpoint
-- Levels with what is incoming by open purchase orders and transfers; open to all modules. `available` is on hand minus
-- reserved. It includes what is held (lot.sql), which depends on the day. `incoming` is at most the largest whole number that
-- JSON can carry, 2^53 - 1; what would take it over 9e15 is refused where it arises.
CREATE VIEW inventory_levels AS
SELECT s.sequence, s.variant_id, v.sku, v.product_id, p.name AS product_name, s.location_id, l.name AS location_name,
  s.on_hand, s.reserved, s.available, s.lot_tracked,
  min(9007199254740991, coalesce((SELECT sum(i.open_quantity) FROM purchase_order_items i
    WHERE i.variant_id = s.variant_id AND i.location_id = s.location_id
      AND i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity), 0)
  + coalesce((SELECT sum(i.in_transit) FROM stock_transfer_items i
    WHERE i.variant_id = s.variant_id AND i.to_location_id = s.location_id
      AND i.shipped_quantity > i.received_quantity + i.lost_quantity), 0)) AS incoming,
  s.updated_at
FROM stock_levels s
JOIN variants v ON v.id = s.variant_id
JOIN products p ON p.id = v.product_id
JOIN locations l ON l.id = s.location_id;
--> statement-breakpoint
-- Stock that is held from the day after `usable_through`: what is on hand of lots and not reserved.
CREATE VIEW held_stock AS
SELECT u.variant_id, u.location_id, u.usable_through, u.quantity AS held FROM unreserved_lots u;
--> statement-breakpoint
-- The lots of a document line: what is reserved, taken and arrived of each, and what return authorizations claim of it. A
-- document may have thousands of lots, so they are arrays; `drizzle/tenant/inventory.ts` names their members.
CREATE VIEW line_lots AS
SELECT r.line_id, json_array(l.id, l.lot_number, l.expiry_date, l.usable_through, l.sequence, r.quantity, r.taken, r.arrived,
  coalesce((SELECT sum(i.quantity) FROM return_authorization_items i INDEXED BY return_items_by_lot
    CROSS JOIN return_authorizations d ON d.sequence = i.document_sequence
    WHERE i.order_item_id = r.line_id AND i.from_lot_id = r.lot_id AND d.status <> 'cancelled'), 0)) AS lot
FROM reservations r CROSS JOIN lots l ON l.id = r.lot_id WHERE r.quantity > 0 OR r.taken > 0;
--> statement-breakpoint
-- Creates the level if it does not exist, so that it shows what is incoming. That must stay a number that JSON can carry
-- (level.sql); lines of up to 100,000 are too small to be worth a sum.
CREATE TRIGGER purchase_order_items_show_incoming AFTER INSERT ON purchase_order_items BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM purchase_orders d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
  SELECT RAISE(ABORT, 'incoming_out_of_range') WHERE NEW.quantity > 1000000000 AND (
    SELECT incoming FROM inventory_levels WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id) > 9000000000000000;
END;
--> statement-breakpoint
-- As for purchase orders, what is in transit counts when it is shipped.
CREATE TRIGGER stock_transfer_items_bound_incoming AFTER UPDATE OF shipped_quantity ON stock_transfer_items
WHEN NEW.shipped_quantity > OLD.shipped_quantity AND NEW.shipped_quantity > 1000000000 BEGIN
  SELECT RAISE(ABORT, 'incoming_out_of_range') WHERE (SELECT incoming FROM inventory_levels
    WHERE variant_id = NEW.variant_id AND location_id = NEW.to_location_id) > 9000000000000000;
END;
--> statement-breakpoint
-- A lot's stock, at a location and in all locations together, follows from its ledger entries.
CREATE TRIGGER stock_entry_moves_lot AFTER INSERT ON stock_ledger WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved, usable_through, allocation_order)
    SELECT l.id, NEW.location_id, NEW.variant_id, 0, 0, l.usable_through,
      l.usable_through || ' ' || coalesce(l.expiry_date, '9999-12-31') || printf(' %012d', l.sequence)
    FROM lots l WHERE l.id = NEW.lot_id ON CONFLICT (lot_id, location_id) DO NOTHING;
  UPDATE lot_stock SET on_hand = NEW.lot_on_hand_after, reserved = reserved + NEW.reserved_change
    WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id;
  UPDATE lots SET on_hand = CASE WHEN on_hand + NEW.on_hand_change > 9000000000000000
      THEN RAISE(ABORT, 'lot_out_of_range') ELSE on_hand + NEW.on_hand_change END
    WHERE id = NEW.lot_id AND NEW.on_hand_change <> 0;
END;
--> statement-breakpoint
-- A lot that is quarantined, recalled, released or given another expiry date takes another place among the lots of a level.
CREATE TRIGGER lots_order_stock AFTER UPDATE OF disposition, expiry_date ON lots BEGIN
  UPDATE lot_stock SET usable_through = NEW.usable_through,
      allocation_order = NEW.usable_through || ' ' || coalesce(NEW.expiry_date, '9999-12-31') || printf(' %012d', NEW.sequence)
    WHERE lot_id = NEW.id;
END;
--> statement-breakpoint
-- The sum of a level's unreserved lots changes with each of them.
CREATE TRIGGER lot_stock_sums_unreserved AFTER UPDATE ON lot_stock
WHEN NEW.usable_through <> OLD.usable_through
  OR max(0, NEW.on_hand - NEW.reserved) <> max(0, OLD.on_hand - OLD.reserved) BEGIN
  INSERT INTO unreserved_lots (variant_id, location_id, usable_through, quantity)
    SELECT NEW.variant_id, NEW.location_id, c.usable_through, c.change
    FROM (SELECT NEW.usable_through AS usable_through, max(0, NEW.on_hand - NEW.reserved)
        - iif(NEW.usable_through = OLD.usable_through, max(0, OLD.on_hand - OLD.reserved), 0) AS change
      UNION ALL SELECT OLD.usable_through, -max(0, OLD.on_hand - OLD.reserved)
      WHERE NEW.usable_through <> OLD.usable_through) c
    WHERE c.change <> 0
    ON CONFLICT (variant_id, location_id, usable_through) DO UPDATE SET quantity = quantity + excluded.quantity;
  DELETE FROM unreserved_lots WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id
    AND usable_through IN (OLD.usable_through, NEW.usable_through) AND quantity = 0;
END;
