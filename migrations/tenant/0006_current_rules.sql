DROP TRIGGER stock_ledger_is_never_deleted;
--> statement-breakpoint
DROP TRIGGER stock_levels_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER adjustments_are_never_edited;
--> statement-breakpoint
DROP TRIGGER adjustments_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER cycle_counts_version;
--> statement-breakpoint
DROP TRIGGER products_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER variants_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER locations_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER suppliers_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER orders_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER purchase_orders_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER stock_transfers_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER cycle_counts_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER return_authorizations_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER inventory_policies_counted;
--> statement-breakpoint
DROP TRIGGER inventory_policies_counted_down;
--> statement-breakpoint
DROP TRIGGER variants_counted_more_finely;
--> statement-breakpoint
DROP TRIGGER suppliers_in_use;
--> statement-breakpoint
DROP TRIGGER order_items_are_of_active_things;
--> statement-breakpoint
DROP TRIGGER variants_are_found_once_made;
--> statement-breakpoint
DROP TRIGGER variants_are_found_by_new_names;
--> statement-breakpoint
DROP TRIGGER products_are_found_by_new_names;
--> statement-breakpoint
DROP TRIGGER orders_are_found;
--> statement-breakpoint
DROP TRIGGER lot_is_released;
--> statement-breakpoint
DROP TRIGGER lot_stock_is_never_deleted;
--> statement-breakpoint
DROP TRIGGER variants_tracked_by_lots;
--> statement-breakpoint
DROP TRIGGER recipes_version;
--> statement-breakpoint
DROP TRIGGER production_batches_version;
--> statement-breakpoint
DROP TRIGGER lots_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER recipes_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER production_batches_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER waste_records_are_never_deleted;
--> statement-breakpoint
DROP TRIGGER waste_records_are_never_edited;
--> statement-breakpoint
DROP TRIGGER variants_in_use;
--> statement-breakpoint
DROP TRIGGER locations_in_use;
--> statement-breakpoint
DROP TRIGGER purchase_order_items_are_of_active_things;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_are_of_active_things;
--> statement-breakpoint
DROP TRIGGER production_batches_are_of_active_things;
--> statement-breakpoint
DROP TRIGGER production_batch_inputs_are_of_active_things;
--> statement-breakpoint
DROP VIEW inventory_ledger;
--> statement-breakpoint
DROP VIEW open_reservations;
--> statement-breakpoint
DROP VIEW recipe_documents;
--> statement-breakpoint
DROP VIEW production_batch_documents;
--> statement-breakpoint
DROP VIEW availability_changes;
--> statement-breakpoint
DROP VIEW stock_posting;
--> statement-breakpoint
CREATE TABLE `locks` (
	`name` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `cycle_counts_completed`;
--> statement-breakpoint
ALTER TABLE `cycle_counts` DROP COLUMN `completion_number`;
--> statement-breakpoint
DROP INDEX `production_batches_of_recipe`;
--> statement-breakpoint
DROP INDEX `production_batches_cancelled`;
--> statement-breakpoint
CREATE INDEX `production_batches_by_recipe` ON `production_batches` (`recipe_id`,`sequence`);
--> statement-breakpoint
CREATE INDEX `production_batches_by_cancellation` ON `production_batches` (`recipe_id`,`cancel_number`) WHERE cancel_number IS NOT NULL;
--> statement-breakpoint
ALTER TABLE `production_batches` DROP COLUMN `ordinal`;
--> statement-breakpoint
DROP INDEX `recipes_by_change`;
--> statement-breakpoint
ALTER TABLE `recipes` DROP COLUMN `change_number`;
--> statement-breakpoint
ALTER TABLE `reservations` ADD `reference_type` text DEFAULT '' NOT NULL;
--> statement-breakpoint
ALTER TABLE `reservations` ADD `reference_id` text DEFAULT '' NOT NULL;
--> statement-breakpoint
-- A line's id is its document's with "line_" in it and its position behind: ord_line_X_n is of ord_X.
UPDATE reservations SET
  reference_type = CASE substr(line_id, 1, instr(line_id, '_') - 1) WHEN 'ord' THEN 'order'
    WHEN 'bat' THEN 'production_batch' WHEN 'st' THEN 'stock_transfer' WHEN 'po' THEN 'purchase_order'
    WHEN 'cc' THEN 'cycle_count' WHEN 'rma' THEN 'return_authorization' ELSE '' END,
  reference_id = substr(line_id, 1, instr(line_id, '_')) || substr(line_id, instr(line_id, '_line_') + 6,
    instr(substr(line_id, instr(line_id, '_line_') + 6), '_') - 1);
--> statement-breakpoint
CREATE VIEW recipe_documents AS
SELECT d.*, o.sku AS output_sku, o.quantity_decimals AS output_decimals, o.status AS output_status,
  (SELECT json_group_array(json_object(
      'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku, 'quantity_decimals', v.quantity_decimals,
      'variant_status', v.status, 'quantity', i.quantity, 'scrap_percent', i.scrap_percent))
    FROM recipe_items i CROSS JOIN variants v WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM recipes d JOIN variants o ON o.id = d.output_variant_id;
--> statement-breakpoint
-- What open documents hold: a row for each variant, location and supplier of each, by a line of it (`line_id`) or by its
-- head; `in_transit` is 1 where goods have left and not arrived. All columns have one affinity in every term, else SQLite
-- would compute the whole view instead of asking each table by its index. A location is cast, so that heads are not sought
-- by it among all that ever were: few are open. (D1 allows five terms in a compound SELECT; one in parentheses is one.)
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
    FROM cycle_counts d CROSS JOIN cycle_count_items i ON i.document_sequence = d.sequence
    WHERE d.status IN ('draft', 'in_progress')
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
);
--> statement-breakpoint
CREATE VIEW production_batch_documents AS
SELECT d.*, o.sku AS output_sku, o.quantity_decimals AS output_decimals, o.lot_tracked AS output_lot_tracked,
  o.shelf_life_days AS output_shelf_life_days,
  (SELECT json_object('lot_number', l.lot_number, 'expiry_date', l.expiry_date) FROM lots l
    WHERE l.id = d.output_lot_id) AS output_lot,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku, 'location_id', d.location_id,
      'quantity_decimals', v.quantity_decimals, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')), 'variant_cost', v.cost,
      'planned_quantity', i.planned_quantity, 'actual_quantity', i.actual_quantity, 'waste_quantity', i.waste_quantity,
      'carry', i.carry, 'remainder', i.remainder,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM production_batch_inputs i CROSS JOIN variants v WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM production_batches d JOIN variants o ON o.id = d.output_variant_id;
--> statement-breakpoint
-- A change of what is available of a level, after the fact, with how much of the level is held, becomes events: the level
-- is out, below its reorder point, oversold or restocked from now on.
CREATE VIEW availability_changes AS
SELECT '' AS variant_id, '' AS location_id, 0 AS change, 0 AS held, 0 AS reorder_point, '' AS actor_type, '' AS actor_id,
  '' AS at
WHERE 0;
--> statement-breakpoint
-- Entries as everyone reads them. Those from before actors were recorded were all made by API keys.
CREATE VIEW inventory_ledger AS
SELECT e.sequence, e.type, e.variant_id, v.sku, e.location_id, e.lot_id, e.quantity, e.on_hand_change, e.reserved_change,
  e.on_hand_after, e.reserved_after, e.unit_cost, e.reason, e.note, e.reference_type, e.reference_id,
  coalesce(e.actor_type, iif(e.api_key_id IS NULL, NULL, 'api_key')) AS actor_type,
  coalesce(e.actor_id, e.api_key_id) AS actor_id,
  iif(e.actor_type = 'api_key', e.actor_id, e.api_key_id) AS api_key_id,
  e.occurred_at, e.created_at
FROM stock_ledger e JOIN variants v ON v.id = e.variant_id;
--> statement-breakpoint
-- The only way to change stock: a row inserted here becomes an entry of the ledger, with its running values. The level
-- (level.sql), the lot (lot.sql) and the reservation (reservation.sql) follow from the entry. `lot_id` is null for what is
-- not tracked by lots; `today` is the organization's date. What each kind of movement needs: `src/ledger/movements.ts`.
CREATE VIEW stock_posting AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS arrives, 0 AS takes_available, 0 AS needs_usable_lot, 0 AS expected_on_hand, 0 AS silent,
  0 AS reorder_point, 0 AS unit_cost, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id,
  '' AS actor_type, '' AS actor_id, '' AS today, '' AS at
WHERE 0;
--> statement-breakpoint
-- What is reserved at present, and for which document.
CREATE VIEW open_reservations AS
SELECT r.lot_id, r.line_id, r.reference_type, r.reference_id, r.variant_id, r.location_id, r.quantity
FROM reservations r WHERE r.quantity > 0;
--> statement-breakpoint
-- Nothing is archived while it has stock or open documents (documents/open_documents.sql).
CREATE TRIGGER variants_in_use BEFORE UPDATE OF status ON variants
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  -- What is only being counted may be archived.
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id AND kind <> 'cycle_counts');
END;
--> statement-breakpoint
CREATE TRIGGER locations_in_use BEFORE UPDATE OF status ON locations
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE location_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (SELECT 1 FROM open_documents WHERE location_id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER suppliers_in_use BEFORE UPDATE OF status ON suppliers
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM open_documents WHERE supplier_id = NEW.id);
END;
--> statement-breakpoint
-- A variant is counted more coarsely only while it never had stock and no order is open.
CREATE TRIGGER variants_keep_precision BEFORE UPDATE OF quantity_decimals ON variants
WHEN NEW.quantity_decimals < OLD.quantity_decimals BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM stock_levels WHERE variant_id = NEW.id)
  OR EXISTS (SELECT 1 FROM open_documents WHERE kind = 'orders' AND variant_id = NEW.id);
END;
--> statement-breakpoint
-- Policies may be deleted, so a list's total is counted.
CREATE TRIGGER inventory_policies_count_insert AFTER INSERT ON inventory_policies BEGIN
  INSERT INTO counters (name, value) VALUES ('inventory_policies', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_count_delete AFTER DELETE ON inventory_policies BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'inventory_policies';
END;
--> statement-breakpoint
CREATE TRIGGER order_items_require_active AFTER INSERT ON order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER production_batches_require_active AFTER INSERT ON production_batches BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.output_variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER production_batch_inputs_require_active AFTER INSERT ON production_batch_inputs BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER purchase_order_items_require_active AFTER INSERT ON purchase_order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
END;
--> statement-breakpoint
-- A level shows what is incoming even where there never was stock.
CREATE TRIGGER purchase_order_items_show_incoming AFTER INSERT ON purchase_order_items BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM purchase_orders d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER stock_transfer_items_require_active AFTER INSERT ON stock_transfer_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.to_location_id) = 'active');
END;
--> statement-breakpoint
-- A level shows what is incoming even where there never was stock.
CREATE TRIGGER stock_transfer_items_show_incoming AFTER INSERT ON stock_transfer_items BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.to_location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM stock_transfers d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
--> statement-breakpoint
-- A lock is taken by raising its version by one over what it was read as (src/data/locks.ts): of two commands at once the
-- second is refused.
CREATE TRIGGER locks_version BEFORE UPDATE ON locks WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_lock'); END;
--> statement-breakpoint
CREATE TRIGGER variant_search_insert AFTER INSERT ON variants BEGIN
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.product_id AND variant_sequence = NEW.sequence;
  DELETE FROM product_search WHERE rowid = (SELECT sequence FROM products WHERE id = NEW.product_id);
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.product_id
    GROUP BY product_sequence;
END;
--> statement-breakpoint
CREATE TRIGGER variant_search_update AFTER UPDATE OF sku, name ON variants
WHEN NEW.sku <> OLD.sku OR NEW.name <> OLD.name BEGIN
  DELETE FROM variant_search WHERE rowid = NEW.sequence;
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.product_id AND variant_sequence = NEW.sequence;
  DELETE FROM product_search WHERE rowid = (SELECT sequence FROM products WHERE id = NEW.product_id);
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.product_id
    GROUP BY product_sequence;
END;
--> statement-breakpoint
CREATE TRIGGER product_search_update AFTER UPDATE OF name ON products WHEN NEW.name <> OLD.name BEGIN
  DELETE FROM variant_search WHERE rowid IN (SELECT sequence FROM variants WHERE product_id = NEW.id);
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.id;
  DELETE FROM product_search WHERE rowid = NEW.sequence;
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.id
    GROUP BY product_sequence;
END;
--> statement-breakpoint
CREATE TRIGGER order_search_insert AFTER INSERT ON orders BEGIN
  INSERT INTO order_search (rowid, text) VALUES (NEW.sequence, '  ' || replace(concat_ws(' ', NEW.number,
    NEW.customer ->> 'name', NEW.customer ->> 'email', NEW.customer ->> 'external_id', NEW.external_reference), ' ', '  '));
END;
--> statement-breakpoint
CREATE TRIGGER availability_changes_write_events INSTEAD OF INSERT ON availability_changes BEGIN
  INSERT INTO events (type, data, actor_type, actor_id, created_at)
    SELECT t.type, json_object('variant_id', s.variant_id, 'location_id', s.location_id, 'on_hand', s.on_hand / 10000.0,
      'reserved', s.reserved / 10000.0, 'available', (s.available - NEW.held) / 10000.0, 'ledger_sequence',
      (SELECT max(sequence) FROM stock_ledger)), NEW.actor_type, NEW.actor_id, NEW.at
    FROM stock_levels s,
      (SELECT 'inventory.oversold' AS type UNION ALL SELECT 'inventory.out' UNION ALL SELECT 'inventory.low'
        UNION ALL SELECT 'inventory.restocked') t
    WHERE NEW.change <> 0 AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE t.type
        WHEN 'inventory.oversold' THEN s.available < NEW.held AND s.available - NEW.change >= NEW.held
        WHEN 'inventory.out' THEN s.available <= NEW.held AND s.available - NEW.change > NEW.held
        WHEN 'inventory.low' THEN NEW.held + coalesce((SELECT reorder_point FROM inventory_policies p
            WHERE p.variant_id = s.variant_id AND p.location_id = s.location_id), NEW.reorder_point)
          BETWEEN s.available AND s.available - NEW.change - 1
        ELSE s.available > NEW.held AND s.available - NEW.change <= NEW.held END;
END;
--> statement-breakpoint
-- A level is what its last entry says. It is tracked by lots as its entries are; one that moves nothing may name none.
CREATE TRIGGER stock_entry_moves_level AFTER INSERT ON stock_ledger BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    VALUES (NEW.variant_id, NEW.location_id, NEW.on_hand_after, NEW.reserved_after,
      iif(NEW.on_hand_change = 0 AND NEW.reserved_change = 0,
        (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), NEW.lot_id IS NOT NULL), NEW.created_at)
    ON CONFLICT (variant_id, location_id)
    DO UPDATE SET on_hand = excluded.on_hand, reserved = excluded.reserved, updated_at = excluded.updated_at;
END;
--> statement-breakpoint
-- A lot's stock at a location, and in all of them together, follows from its entries.
CREATE TRIGGER stock_entry_moves_lot AFTER INSERT ON stock_ledger WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved)
    VALUES (NEW.lot_id, NEW.location_id, NEW.variant_id, 0, 0) ON CONFLICT (lot_id, location_id) DO NOTHING;
  UPDATE lot_stock SET on_hand = NEW.lot_on_hand_after, reserved = reserved + NEW.reserved_change
    WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id;
  UPDATE lots SET on_hand = on_hand + NEW.on_hand_change WHERE id = NEW.lot_id AND NEW.on_hand_change <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER released_lots_assert INSTEAD OF INSERT ON released_lots BEGIN
  SELECT RAISE(ABORT, 'stale_reservations') WHERE EXISTS (
    SELECT 1 FROM lot_stock WHERE lot_id = NEW.lot_id AND reserved > 0);
END;
--> statement-breakpoint
-- Whether a variant is tracked by lots changes only while none of it is on hand, reserved or in transit: from then on its
-- levels are the sum of its lots, or no longer.
CREATE TRIGGER variants_lot_tracking AFTER UPDATE OF lot_tracked ON variants WHEN NEW.lot_tracked <> OLD.lot_tracked BEGIN
  SELECT RAISE(ABORT, 'stale_stock') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM stock_transfer_items WHERE variant_id = NEW.id AND shipped_quantity > received_quantity + lost_quantity);
  UPDATE stock_levels SET lot_tracked = NEW.lot_tracked WHERE variant_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER stock_posting_writes_ledger INSTEAD OF INSERT ON stock_posting BEGIN
  -- An entry is of a variant that exists, and what it reserves is for a document's line.
  SELECT CASE
    WHEN NEW.reserved_change <> 0 AND NEW.line_id IS NULL THEN RAISE(ABORT, 'reservation_without_line')
    WHEN NOT EXISTS (SELECT 1 FROM variants WHERE id = NEW.variant_id) THEN RAISE(ABORT, 'unknown_variant') END;
  -- What arrives must be of an active variant and location, and no finer than the variant is counted in.
  SELECT CASE
      WHEN v.status <> 'active' OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
        THEN RAISE(ABORT, 'archived')
      WHEN NEW.on_hand_change % CAST(substr('10000', 1, 5 - v.quantity_decimals) AS INTEGER) <> 0
        THEN RAISE(ABORT, 'stale_precision') END
    FROM variants v WHERE NEW.on_hand_change > 0 AND v.id = NEW.variant_id;
  -- A lot must be the variant's own, and one that may be used where the movement needs that.
  SELECT CASE
      WHEN l.variant_id <> NEW.variant_id THEN RAISE(ABORT, 'stale_lot')
      WHEN NEW.needs_usable_lot AND l.usable_through < NEW.today THEN RAISE(ABORT, 'insufficient_stock') END
    FROM lots l WHERE l.id = NEW.lot_id;
  INSERT INTO stock_ledger (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, arrives,
      on_hand_after, reserved_after, lot_on_hand_after, unit_cost, reason, note, reference_type, reference_id, line_id,
      actor_type, actor_id, occurred_at, created_at)
    SELECT CASE
        -- Decided before the variant was tracked by lots, or while it still was; or while another quantity was on hand.
        WHEN v.lot_tracked <> (NEW.lot_id IS NOT NULL) AND (NEW.on_hand_change <> 0 OR NEW.reserved_change <> 0)
          THEN RAISE(ABORT, 'stale_tracking')
        WHEN NEW.expected_on_hand <> iif(NEW.lot_id IS NULL, coalesce(s.on_hand, 0), coalesce(k.on_hand, 0))
          THEN RAISE(ABORT, 'stale_level') ELSE NEW.type END,
      v.id, NEW.location_id, NEW.lot_id, NEW.quantity, NEW.on_hand_change, NEW.reserved_change,
      coalesce(NEW.arrives, 0),
      coalesce(s.on_hand, 0) + NEW.on_hand_change, coalesce(s.reserved, 0) + NEW.reserved_change,
      iif(NEW.lot_id IS NULL, NULL, coalesce(k.on_hand, 0) + NEW.on_hand_change),
      NEW.unit_cost, NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id, NEW.actor_type, NEW.actor_id,
      max(NEW.at, coalesce((SELECT occurred_at FROM stock_ledger ORDER BY sequence DESC LIMIT 1), '')), NEW.at
    FROM variants v
    LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.location_id = NEW.location_id
    LEFT JOIN lot_stock k ON k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id
    WHERE v.id = NEW.variant_id;
  -- What is taken for demand must be available; a recorded fact, or what was reserved before, need not be.
  SELECT RAISE(ABORT, 'insufficient_stock') FROM stock_levels s
    WHERE NEW.takes_available AND NEW.on_hand_change < NEW.reserved_change
      AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE WHEN NEW.lot_id IS NULL THEN s.available < 0
        ELSE (SELECT k.on_hand < k.reserved FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
          OR ((SELECT l.usable_through >= NEW.today FROM lots l WHERE l.id = NEW.lot_id)
            AND s.available < coalesce((SELECT sum(h.held) FROM held_stock h WHERE h.variant_id = NEW.variant_id
              AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0)) END;
  -- Of a lot that may not be used, only what is reserved beyond its stock changes what is available.
  INSERT INTO availability_changes (variant_id, location_id, change, held, reorder_point, actor_type, actor_id, at)
    VALUES (NEW.variant_id, NEW.location_id,
      CASE WHEN NEW.silent THEN 0
        WHEN (SELECT usable_through < NEW.today FROM lots WHERE id = NEW.lot_id) THEN (
          SELECT min(0, k.on_hand - k.reserved)
            - min(0, k.on_hand - k.reserved - NEW.on_hand_change + NEW.reserved_change)
          FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
        ELSE NEW.on_hand_change - NEW.reserved_change END,
      CASE WHEN NEW.lot_id IS NULL THEN 0 ELSE coalesce((SELECT sum(h.held) FROM held_stock h
        WHERE h.variant_id = NEW.variant_id AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0) END,
      NEW.reorder_point, NEW.actor_type, NEW.actor_id, NEW.at);
END;
--> statement-breakpoint
-- What is reserved for a document's line, of which lot, and what of the lot has left by it and arrived elsewhere, follows
-- from the line's entries.
CREATE TRIGGER stock_entry_moves_reservation AFTER INSERT ON stock_ledger WHEN NEW.line_id IS NOT NULL BEGIN
  INSERT INTO reservations (line_id, lot_id, reference_type, reference_id, variant_id, location_id, quantity)
    SELECT NEW.line_id, coalesce(NEW.lot_id, ''), NEW.reference_type, NEW.reference_id, NEW.variant_id, NEW.location_id, 0
    WHERE NEW.reserved_change > 0 OR (NEW.on_hand_change < 0 AND NEW.lot_id IS NOT NULL)
    ON CONFLICT (line_id, lot_id) DO NOTHING;
  UPDATE reservations SET quantity = quantity + NEW.reserved_change,
      taken = taken + iif(NEW.lot_id IS NULL, 0, max(0, -NEW.on_hand_change)),
      arrived = arrived + iif(NEW.arrives, NEW.quantity, 0)
    WHERE (NEW.reserved_change <> 0 OR NEW.lot_id IS NOT NULL)
      AND line_id = NEW.line_id AND lot_id = coalesce(NEW.lot_id, '');
END;
--> statement-breakpoint
CREATE TRIGGER products_no_delete BEFORE DELETE ON products
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER variants_no_delete BEFORE DELETE ON variants
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER locations_no_delete BEFORE DELETE ON locations
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER suppliers_no_delete BEFORE DELETE ON suppliers
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER orders_no_delete BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER purchase_orders_no_delete BEFORE DELETE ON purchase_orders
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_transfers_no_delete BEFORE DELETE ON stock_transfers
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER cycle_counts_no_delete BEFORE DELETE ON cycle_counts
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER return_authorizations_no_delete BEFORE DELETE ON return_authorizations
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER recipes_no_delete BEFORE DELETE ON recipes
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER production_batches_no_delete BEFORE DELETE ON production_batches
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER lots_no_delete BEFORE DELETE ON lots
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER adjustments_no_delete BEFORE DELETE ON adjustments
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER waste_records_no_delete BEFORE DELETE ON waste_records
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_levels_no_delete BEFORE DELETE ON stock_levels
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER lot_stock_no_delete BEFORE DELETE ON lot_stock
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_ledger_no_delete BEFORE DELETE ON stock_ledger
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER adjustments_no_update BEFORE UPDATE ON adjustments
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER waste_records_no_update BEFORE UPDATE ON waste_records
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_ledger_no_update BEFORE UPDATE ON stock_ledger
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER cycle_counts_version BEFORE UPDATE ON cycle_counts WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER recipes_version BEFORE UPDATE ON recipes WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER production_batches_version BEFORE UPDATE ON production_batches WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
