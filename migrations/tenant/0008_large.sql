DROP TRIGGER stock_entry_moves_lot;
--> statement-breakpoint
DROP VIEW line_lots;
--> statement-breakpoint
DROP VIEW held_stock;
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
-- A lot's stock, at a location and in all locations together, follows from its ledger entries.
CREATE TRIGGER stock_entry_moves_lot AFTER INSERT ON stock_ledger WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved, usable_through, allocation_order)
    SELECT l.id, NEW.location_id, NEW.variant_id, 0, 0, l.usable_through,
      l.usable_through || ' ' || coalesce(l.expiry_date, '9999-12-31') || printf(' %012d', l.sequence)
    FROM lots l WHERE l.id = NEW.lot_id ON CONFLICT (lot_id, location_id) DO NOTHING;
  UPDATE lot_stock SET on_hand = NEW.lot_on_hand_after, reserved = reserved + NEW.reserved_change
    WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id;
  UPDATE lots SET on_hand = on_hand + NEW.on_hand_change WHERE id = NEW.lot_id AND NEW.on_hand_change <> 0;
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
