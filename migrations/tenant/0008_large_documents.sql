DROP TRIGGER variants_in_use;
--> statement-breakpoint
DROP TRIGGER variants_keep_precision;
--> statement-breakpoint
DROP TRIGGER order_items_require_active;
--> statement-breakpoint
DROP TRIGGER production_batches_require_active;
--> statement-breakpoint
DROP TRIGGER production_batch_inputs_require_active;
--> statement-breakpoint
DROP TRIGGER purchase_order_items_require_active;
--> statement-breakpoint
DROP TRIGGER purchase_order_items_show_incoming;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_require_active;
--> statement-breakpoint
DROP TRIGGER stock_entry_moves_lot;
--> statement-breakpoint
DROP TRIGGER variants_lot_tracking;
--> statement-breakpoint
DROP VIEW inventory_policy_documents;
--> statement-breakpoint
DROP VIEW line_lots;
--> statement-breakpoint
DROP VIEW held_stock;
--> statement-breakpoint
DROP VIEW lot_documents;
--> statement-breakpoint
DROP VIEW inventory_levels;
--> statement-breakpoint
DROP VIEW released_lots;
--> statement-breakpoint
DROP VIEW open_documents;
--> statement-breakpoint
CREATE TABLE `order_locations` (
	`location_id` text NOT NULL,
	`document_sequence` integer NOT NULL,
	PRIMARY KEY(`location_id`, `document_sequence`)
) STRICT, WITHOUT ROWID;
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
DROP INDEX `cycle_count_items_counted`;
--> statement-breakpoint
CREATE INDEX `cycle_count_items_by_variant` ON `cycle_count_items` (`variant_id`,`lot_id`,`counted_at`);
--> statement-breakpoint
DROP INDEX `lots_held`;
--> statement-breakpoint
DROP INDEX `lots_held_of_variant`;
--> statement-breakpoint
DROP INDEX `orders_by_location`;
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
DROP INDEX `idempotency_key_taken`;
--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `portion` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_key_taken` ON `idempotency_keys` (`owner`,`key`,`portion`);
--> statement-breakpoint
ALTER TABLE `purchase_orders` ADD `exchange_rate` integer;
--> statement-breakpoint
ALTER TABLE `variants` ADD `archived_alone` integer DEFAULT false NOT NULL;
--> statement-breakpoint
-- Archived variants of active products were archived on their own.
UPDATE variants SET archived_alone = 1, version = version + 1
  WHERE status = 'archived' AND (SELECT p.status FROM products p WHERE p.id = variants.product_id) = 'active';
--> statement-breakpoint
CREATE INDEX `reservations_in_transit` ON `reservations` (`lot_id`) WHERE reference_type = 'stock_transfer' AND lot_id <> '' AND taken > arrived;
--> statement-breakpoint
-- The smallest quantity that each variant is counted in, in stored units: its quantities are multiples of it.
CREATE VIEW quantity_steps AS
SELECT id AS variant_id, CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) AS step FROM variants;
--> statement-breakpoint
CREATE VIEW lot_documents AS
SELECT l.*, v.sku,
  min(9007199254740991, coalesce((SELECT sum(k.reserved) FROM lot_stock k WHERE k.lot_id = l.id), 0)) AS reserved
FROM lots l JOIN variants v ON v.id = l.variant_id;
--> statement-breakpoint
CREATE VIEW inventory_policy_documents AS
SELECT d.*, v.sku, v.quantity_decimals FROM inventory_policies d JOIN variants v ON v.id = d.variant_id;
--> statement-breakpoint
-- Inserting a row here aborts the commit: what it was decided on is no longer so (src/data/unchanged.ts).
CREATE VIEW outdated_reads AS SELECT 0 AS outdated WHERE 0;
--> statement-breakpoint
-- Inserting a row here ends a dry run: the statements before it were accepted, and are undone (src/commands/unit_of_work.ts).
CREATE VIEW dry_runs AS SELECT 0 AS accepted WHERE 0;
--> statement-breakpoint
-- The open documents of each variant, location and supplier: a row for each that a line (`line_id`) or a head refers to. An
-- active recipe is one of them, by its name.
-- `in_transit` is 1 if goods have been shipped and have not arrived. A column has the same affinity in all terms, or SQLite
-- would compute the whole view instead of using each table's index. Locations are cast to keep SQLite from using the index
-- on location: of all documents of a location few are open, so the status is the better index. (D1 allows five terms in a
-- compound SELECT; a compound in parentheses counts as one.)
CREATE VIEW open_documents AS
SELECT * FROM (
  SELECT 'orders' AS kind, d.number, i.id AS line_id, i.variant_id, i.location_id, CAST(NULL AS TEXT) AS supplier_id, 0 AS in_transit
    FROM order_items i CROSS JOIN orders d ON d.sequence = i.document_sequence
    WHERE i.quantity > i.fulfilled_quantity + i.cancelled_quantity
  UNION ALL
  SELECT 'purchase_orders', d.number, i.id, i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM purchase_order_items i CROSS JOIN purchase_orders d ON d.sequence = i.document_sequence
    WHERE i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity
  UNION ALL
  -- What was rejected may be replaced while the order is open.
  SELECT 'purchase_orders', d.number, i.id, i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM purchase_orders d CROSS JOIN purchase_order_items i ON i.document_sequence = d.sequence
    WHERE d.status = 'partially_received' AND i.rejected_quantity > 0
      AND i.quantity > i.received_quantity + i.cancelled_quantity
  UNION ALL
  SELECT 'purchase_orders', d.number, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(d.location_id AS TEXT), d.supplier_id, 0
    FROM purchase_orders d WHERE d.status IN ('ordered', 'partially_received')
)
UNION ALL
SELECT * FROM (
  SELECT 'stock_transfers', d.number, i.id, i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), i.shipped_quantity > i.received_quantity + i.lost_quantity
    FROM stock_transfers d CROSS JOIN stock_transfer_items i ON i.document_sequence = d.sequence
    WHERE d.status IN ('draft', 'in_transit', 'partially_received')
  UNION ALL
  SELECT 'stock_transfers', d.number, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(d.from_location_id AS TEXT), CAST(NULL AS TEXT), 0
    FROM stock_transfers d WHERE d.status IN ('draft', 'in_transit', 'partially_received')
  UNION ALL
  SELECT 'stock_transfers', d.number, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(d.to_location_id AS TEXT), CAST(NULL AS TEXT), 0
    FROM stock_transfers d WHERE d.status IN ('draft', 'in_transit', 'partially_received')
)
UNION ALL
SELECT * FROM (
  SELECT 'cycle_counts', d.number, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(d.location_id AS TEXT), CAST(NULL AS TEXT), 0
    FROM cycle_counts d WHERE d.status IN ('draft', 'in_progress')
  UNION ALL
  SELECT 'cycle_counts', d.number, i.id, i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM cycle_count_items i CROSS JOIN cycle_counts d ON d.sequence = i.document_sequence
    WHERE d.status IN ('draft', 'in_progress')
  UNION ALL
  SELECT 'cycle_counts', d.number, CAST(NULL AS TEXT), CAST(j.value AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM cycle_counts d CROSS JOIN json_each(d.variant_ids) j WHERE d.status IN ('draft', 'in_progress')
  UNION ALL
  SELECT 'return_authorizations', d.number, i.id, i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM return_authorizations d CROSS JOIN return_authorization_items i ON i.document_sequence = d.sequence
    WHERE d.status = 'pending'
  UNION ALL
  SELECT 'return_authorizations', d.number, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(d.location_id AS TEXT), CAST(NULL AS TEXT), 0
    FROM return_authorizations d WHERE d.status = 'pending'
)
UNION ALL
SELECT * FROM (
  SELECT 'production_batches', d.number, CAST(NULL AS TEXT), d.output_variant_id, CAST(d.location_id AS TEXT), CAST(NULL AS TEXT), 0
    FROM production_batches d WHERE d.status IN ('planned', 'in_progress')
  UNION ALL
  SELECT 'production_batches', d.number, i.id, i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM production_batches d CROSS JOIN production_batch_inputs i ON i.document_sequence = d.sequence
    WHERE d.status IN ('planned', 'in_progress')
  UNION ALL
  SELECT 'recipes', d.name, CAST(NULL AS TEXT), d.output_variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM recipes d WHERE d.status = 'active'
  UNION ALL
  SELECT 'recipes', d.name, CAST(NULL AS TEXT), i.variant_id, CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
    FROM recipe_items i CROSS JOIN recipes d ON d.sequence = i.document_sequence WHERE d.status = 'active'
);
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
-- The lots of transfers' lines that have left the source and have not arrived yet; open to all modules.
CREATE VIEW lots_in_transit AS
SELECT r.lot_id, r.line_id, r.reference_id AS stock_transfer_id, r.taken - r.arrived AS quantity
FROM reservations r WHERE r.reference_type = 'stock_transfer' AND r.lot_id <> '' AND r.taken > r.arrived;
--> statement-breakpoint
-- A variant, location or supplier can't be archived while it has stock or open documents (documents/open_documents.sql).
CREATE TRIGGER variants_in_use BEFORE UPDATE OF status ON variants
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id);
END;
--> statement-breakpoint
-- A variant's quantity_decimals can be reduced only if it has never had stock, and no open document or active recipe may have
-- finer quantities of it.
CREATE TRIGGER variants_keep_precision BEFORE UPDATE OF quantity_decimals ON variants
WHEN NEW.quantity_decimals < OLD.quantity_decimals BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM stock_levels WHERE variant_id = NEW.id)
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER recipes_require_active AFTER INSERT ON recipes BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.output_variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.output_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER recipes_change_to_active AFTER UPDATE OF output_variant_id, output_quantity ON recipes
WHEN NEW.output_variant_id <> OLD.output_variant_id OR NEW.output_quantity <> OLD.output_quantity BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NEW.output_variant_id <> OLD.output_variant_id
    AND (SELECT status FROM variants WHERE id = NEW.output_variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.output_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER recipe_items_require_active AFTER INSERT ON recipe_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_require_active AFTER INSERT ON inventory_policies BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active'
    OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
    OR (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_change_to_active AFTER UPDATE OF supplier_id ON inventory_policies
WHEN NEW.supplier_id IS NOT OLD.supplier_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER outdated_reads_abort INSTEAD OF INSERT ON outdated_reads BEGIN SELECT RAISE(ABORT, 'stale_read'); END;
--> statement-breakpoint
CREATE TRIGGER dry_runs_undo INSTEAD OF INSERT ON dry_runs BEGIN SELECT RAISE(ABORT, 'dry_run'); END;
--> statement-breakpoint
CREATE TRIGGER cycle_counts_require_active AFTER INSERT ON cycle_counts BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
    OR EXISTS (SELECT 1 FROM json_each(NEW.variant_ids) j CROSS JOIN variants v ON v.id = j.value WHERE v.status <> 'active');
END;
--> statement-breakpoint
CREATE TRIGGER cycle_count_items_require_active AFTER INSERT ON cycle_count_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_tracking')
    WHERE (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id) <> (NEW.lot_id IS NOT NULL);
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.counted_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
-- Finer than the variant is counted in by now.
CREATE TRIGGER cycle_count_items_keep_precision AFTER UPDATE OF counted_quantity ON cycle_count_items
WHEN NEW.counted_quantity IS NOT OLD.counted_quantity BEGIN
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.counted_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER order_items_require_active AFTER INSERT ON order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER orders_have_location AFTER INSERT ON orders WHEN NEW.location_id IS NOT NULL BEGIN
  INSERT INTO order_locations (location_id, document_sequence) VALUES (NEW.location_id, NEW.sequence)
    ON CONFLICT (location_id, document_sequence) DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER order_items_have_location AFTER INSERT ON order_items BEGIN
  INSERT INTO order_locations (location_id, document_sequence) VALUES (NEW.location_id, NEW.document_sequence)
    ON CONFLICT (location_id, document_sequence) DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER production_batches_require_active AFTER INSERT ON production_batches BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.output_variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER production_batch_inputs_require_active AFTER INSERT ON production_batch_inputs BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER purchase_orders_require_active AFTER INSERT ON purchase_orders BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER purchase_orders_change_to_active AFTER UPDATE OF supplier_id ON purchase_orders
WHEN NEW.supplier_id <> OLD.supplier_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER purchase_order_items_require_active AFTER INSERT ON purchase_order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
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
CREATE TRIGGER return_authorizations_require_active AFTER INSERT ON return_authorizations BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER return_authorizations_change_to_active AFTER UPDATE OF location_id ON return_authorizations
WHEN NEW.location_id <> OLD.location_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active';
END;
--> statement-breakpoint
-- What is sellable will arrive in stock.
CREATE TRIGGER return_authorization_items_require_active AFTER INSERT ON return_authorization_items
WHEN NEW.condition = 'sellable' BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER stock_transfers_require_active AFTER INSERT ON stock_transfers BEGIN
  SELECT RAISE(ABORT, 'archived') FROM locations
    WHERE id IN (NEW.from_location_id, NEW.to_location_id) AND status <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER stock_transfer_items_require_active AFTER INSERT ON stock_transfer_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
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
--> statement-breakpoint
-- Lot tracking of a variant can be turned on or off only while none of it is on hand, reserved or in transit, because the
-- levels of a lot-tracked variant are the sums of its lots. An open count has items per lot, or none.
CREATE TRIGGER variants_lot_tracking AFTER UPDATE OF lot_tracked ON variants WHEN NEW.lot_tracked <> OLD.lot_tracked BEGIN
  SELECT RAISE(ABORT, 'stale_stock') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM stock_transfer_items WHERE variant_id = NEW.id AND shipped_quantity > received_quantity + lost_quantity)
  OR EXISTS (
    SELECT 1 FROM open_documents WHERE variant_id = NEW.id AND kind = 'cycle_counts' AND line_id IS NOT NULL);
  UPDATE stock_levels SET lot_tracked = NEW.lot_tracked WHERE variant_id = NEW.id;
END;
