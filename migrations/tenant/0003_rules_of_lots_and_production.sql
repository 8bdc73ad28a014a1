-- Lots and production: what a document's line has to do with lots, and what may not be taken from which.
-- Written by hand, as 0001_rules.sql.

-- What of each lot a line has set aside, has taken away, and of that has brought in elsewhere, or returns claim.
CREATE VIEW line_lots AS
SELECT r.line_id, json_object('lot_id', l.id, 'lot_number', l.lot_number, 'expiry_date', l.expiry_date,
  'usable_through', l.usable_through, 'sequence', l.sequence, 'reserved', r.quantity, 'taken', r.taken, 'arrived', r.arrived,
  'claimed', coalesce((SELECT sum(i.quantity) FROM return_authorization_items i INDEXED BY return_items_by_lot
    CROSS JOIN return_authorizations d ON d.sequence = i.document_sequence
    WHERE i.order_item_id = r.line_id AND i.from_lot_id = r.lot_id AND d.status <> 'cancelled'), 0)) AS lot
FROM reservations r CROSS JOIN lots l ON l.id = r.lot_id WHERE r.quantity > 0 OR r.taken > 0;
--> statement-breakpoint
-- What is held from the day after `usable_through` on: what nobody has reserved of a lot, wherever it is. Few lots are, so they
-- are sought by their last day.
CREATE VIEW held_stock AS
SELECT l.variant_id, k.location_id, l.usable_through, max(0, k.on_hand - k.reserved) AS held
FROM lots l INDEXED BY lots_held_of_variant CROSS JOIN lot_stock k ON k.lot_id = l.id WHERE l.on_hand > 0;
--> statement-breakpoint
CREATE VIEW lot_documents AS
SELECT l.*, v.sku, coalesce((SELECT sum(k.reserved) FROM lot_stock k WHERE k.lot_id = l.id), 0) AS reserved
FROM lots l JOIN variants v ON v.id = l.variant_id;
--> statement-breakpoint
CREATE VIEW lot_entries AS
SELECT e.lot_id, e.type, e.sequence, e.location_id, e.on_hand_change, e.reference_id, e.occurred_at
FROM stock_ledger e WHERE e.lot_id IS NOT NULL;
--> statement-breakpoint
-- What is set aside, and for which document: a line's id is its document's with "line_" in it and its position behind
-- (src/shared/ids.ts).
CREATE VIEW open_reservations AS
SELECT r.lot_id, r.line_id, r.variant_id, r.location_id, r.quantity,
  substr(r.line_id, 1, 4) || substr(r.line_id, 10, 26) AS document_id
FROM reservations r WHERE r.quantity > 0;
--> statement-breakpoint
CREATE VIEW lot_levels AS
SELECT k.lot_id, k.variant_id, k.location_id, p.name AS location_name, k.on_hand, k.reserved
FROM lot_stock k JOIN locations p ON p.id = k.location_id WHERE k.on_hand > 0 OR k.reserved > 0;
--> statement-breakpoint
CREATE VIEW recipe_documents AS
SELECT d.*, o.sku AS output_sku, o.quantity_decimals AS output_decimals, o.status AS output_status,
  (SELECT json_group_array(json_object(
      'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku, 'quantity_decimals', v.quantity_decimals,
      'variant_status', v.status, 'quantity', i.quantity, 'scrap_percent', i.scrap_percent))
    FROM recipe_items i CROSS JOIN variants v WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM recipes d JOIN variants o ON o.id = d.output_variant_id;
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
DROP VIEW inventory_levels;
--> statement-breakpoint
CREATE VIEW inventory_levels AS
SELECT s.sequence, s.variant_id, v.sku, v.product_id, p.name AS product_name, s.location_id, l.name AS location_name,
  s.on_hand, s.reserved, s.available, s.lot_tracked,
  coalesce((SELECT sum(i.open_quantity) FROM purchase_order_items i
    WHERE i.variant_id = s.variant_id AND i.location_id = s.location_id
      AND i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity), 0)
  + coalesce((SELECT sum(i.in_transit) FROM stock_transfer_items i
    WHERE i.variant_id = s.variant_id AND i.to_location_id = s.location_id
      AND i.shipped_quantity > i.received_quantity + i.lost_quantity), 0) AS incoming,
  s.updated_at
FROM stock_levels s
JOIN variants v ON v.id = s.variant_id
JOIN products p ON p.id = v.product_id
JOIN locations l ON l.id = s.location_id;
--> statement-breakpoint
DROP VIEW order_documents;
--> statement-breakpoint
CREATE VIEW order_documents AS
SELECT o.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'location_id', i.location_id,
      'quantity', i.quantity, 'unit_price', i.unit_price,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'fulfilled_quantity', i.fulfilled_quantity, 'cancelled_quantity', i.cancelled_quantity,
      'claimed_quantity', i.claimed_quantity, 'returned_quantity', i.returned_quantity,
      'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM order_items i CROSS JOIN variants v WHERE i.document_sequence = o.sequence AND v.id = i.variant_id) AS items
FROM orders o;
--> statement-breakpoint
DROP VIEW purchase_order_documents;
--> statement-breakpoint
CREATE VIEW purchase_order_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'location_id', i.location_id,
      'quantity', i.quantity, 'unit_cost', i.unit_cost, 'received_quantity', i.received_quantity,
      'rejected_quantity', i.rejected_quantity, 'cancelled_quantity', i.cancelled_quantity))
    FROM purchase_order_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM purchase_orders d;
--> statement-breakpoint
DROP VIEW stock_transfer_documents;
--> statement-breakpoint
CREATE VIEW stock_transfer_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'quantity', i.quantity, 'shipped_quantity', i.shipped_quantity,
      'received_quantity', i.received_quantity, 'lost_quantity', i.lost_quantity, 'unit_cost', i.unit_cost,
      'variant_cost', v.cost, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM stock_transfer_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM stock_transfers d;
--> statement-breakpoint
DROP VIEW return_authorization_documents;
--> statement-breakpoint
CREATE VIEW return_authorization_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'order_item_id', i.order_item_id, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity', i.quantity, 'condition', i.condition, 'unit_refund', i.unit_refund,
      'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')), 'from_lot_id', i.from_lot_id, 'lot_id', i.lot_id))
    FROM return_authorization_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM return_authorizations d;
--> statement-breakpoint
-- Whoever changes what is available says so here, with what of the level is held, and those who are to know are told.
CREATE VIEW availability_changes AS
SELECT '' AS variant_id, '' AS location_id, 0 AS change, 0 AS held, 0 AS reorder_point, '' AS at WHERE 0;
--> statement-breakpoint
CREATE TRIGGER availability_changed INSTEAD OF INSERT ON availability_changes BEGIN
  INSERT INTO events (type, data, created_at)
    SELECT t.type, json_object('variant_id', s.variant_id, 'location_id', s.location_id, 'on_hand', s.on_hand / 10000.0,
      'reserved', s.reserved / 10000.0, 'available', (s.available - NEW.held) / 10000.0, 'ledger_sequence',
      (SELECT max(sequence) FROM stock_ledger)), NEW.at
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
DROP TRIGGER stock_posted;
--> statement-breakpoint
DROP VIEW stock_posting;
--> statement-breakpoint
-- The single door: a row "inserted" here becomes a change of the level, of the lot, of the line's reservation, and a
-- ledger entry. `lot_id` is null for what is not tracked by lots; `today` is the organization's date.
CREATE VIEW stock_posting AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS takes_available, 0 AS needs_usable_lot, 0 AS expected_on_hand, 0 AS silent,
  0 AS reorder_point, 0 AS unit_cost, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id,
  '' AS api_key_id, '' AS today, '' AS at
WHERE 0;
--> statement-breakpoint
CREATE TRIGGER stock_posted INSTEAD OF INSERT ON stock_posting BEGIN
  -- Archived, or finer than the variant is counted in: decided before it became so.
  SELECT CASE WHEN v.status <> 'active' OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
      THEN RAISE(ABORT, 'archived')
      WHEN NEW.on_hand_change % CAST(substr('10000', 1, 5 - v.quantity_decimals) AS INTEGER) <> 0
      THEN RAISE(ABORT, 'stale_version') END
    FROM variants v WHERE NEW.on_hand_change > 0 AND v.id = NEW.variant_id;
  SELECT CASE WHEN l.variant_id <> NEW.variant_id THEN RAISE(ABORT, 'stale_version')
      WHEN NEW.needs_usable_lot AND l.usable_through < NEW.today THEN RAISE(ABORT, 'insufficient_stock') END
    FROM lots l WHERE l.id = NEW.lot_id;
  UPDATE stock_levels
    SET on_hand = on_hand + NEW.on_hand_change, reserved = reserved + NEW.reserved_change, updated_at = NEW.at
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT v.id, NEW.location_id, NEW.on_hand_change, NEW.reserved_change, v.lot_tracked, NEW.at FROM variants v
    WHERE changes() = 0 AND v.id = NEW.variant_id;
  INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved)
    SELECT NEW.lot_id, NEW.location_id, NEW.variant_id, 0, 0 WHERE NEW.lot_id IS NOT NULL
    ON CONFLICT (lot_id, location_id) DO NOTHING;
  UPDATE lot_stock SET on_hand = on_hand + NEW.on_hand_change, reserved = reserved + NEW.reserved_change
    WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id;
  UPDATE lots SET on_hand = on_hand + NEW.on_hand_change WHERE id = NEW.lot_id AND NEW.on_hand_change <> 0;
  -- Whoever takes for demand needs it to be available; whoever records a fact or uses what was reserved does not.
  SELECT RAISE(ABORT, 'insufficient_stock') FROM stock_levels s
    WHERE NEW.takes_available AND NEW.on_hand_change < NEW.reserved_change
      AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE WHEN NEW.lot_id IS NULL THEN s.available < 0
        ELSE (SELECT k.on_hand < k.reserved FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
          OR (SELECT l.usable_through >= NEW.today FROM lots l WHERE l.id = NEW.lot_id)
            AND s.available < coalesce((SELECT sum(h.held) FROM held_stock h WHERE h.variant_id = NEW.variant_id
              AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0) END;
  INSERT INTO reservations (line_id, lot_id, variant_id, location_id, quantity)
    SELECT NEW.line_id, coalesce(NEW.lot_id, ''), NEW.variant_id, NEW.location_id, 0
    WHERE NEW.reserved_change > 0 OR (NEW.on_hand_change < 0 AND NEW.lot_id IS NOT NULL AND NEW.line_id IS NOT NULL)
    ON CONFLICT (line_id, lot_id) DO NOTHING;
  UPDATE reservations SET quantity = quantity + NEW.reserved_change,
      taken = taken + CASE WHEN NEW.lot_id IS NULL THEN 0 ELSE max(0, -NEW.on_hand_change) END,
      arrived = arrived + CASE WHEN NEW.type IN ('transfer_in', 'transfer_lost') THEN NEW.quantity ELSE 0 END
    WHERE (NEW.reserved_change <> 0 OR NEW.lot_id IS NOT NULL)
      AND line_id = NEW.line_id AND lot_id = coalesce(NEW.lot_id, '');
  INSERT INTO stock_ledger (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change,
      on_hand_after, reserved_after, lot_on_hand_after, unit_cost, reason, note, reference_type, reference_id, line_id,
      api_key_id, occurred_at, created_at)
    SELECT
      -- Decided before the variant was, or ceased to be, tracked by lots; or while another quantity was on hand.
      CASE WHEN s.lot_tracked <> (NEW.lot_id IS NOT NULL) AND (NEW.on_hand_change <> 0 OR NEW.reserved_change <> 0)
        THEN RAISE(ABORT, 'stale_version')
        WHEN NEW.expected_on_hand + NEW.on_hand_change <> CASE WHEN NEW.lot_id IS NULL THEN s.on_hand
          ELSE (SELECT on_hand FROM lot_stock WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id) END
        THEN RAISE(ABORT, 'stale_level') ELSE NEW.type END,
      NEW.variant_id, NEW.location_id, NEW.lot_id, NEW.quantity, NEW.on_hand_change, NEW.reserved_change,
      s.on_hand, s.reserved,
      (SELECT on_hand FROM lot_stock WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id),
      NEW.unit_cost, NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id, NEW.api_key_id,
      max(NEW.at, coalesce((SELECT occurred_at FROM stock_ledger ORDER BY sequence DESC LIMIT 1), '')), NEW.at
    FROM stock_levels s WHERE s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id;
  -- What happens to a lot that may not be sold changes what is available only by what is owed of it.
  INSERT INTO availability_changes (variant_id, location_id, change, held, reorder_point, at)
    VALUES (NEW.variant_id, NEW.location_id,
      CASE WHEN NEW.silent THEN 0
        WHEN (SELECT usable_through < NEW.today FROM lots WHERE id = NEW.lot_id) THEN (
          SELECT min(0, k.on_hand - k.reserved)
            - min(0, k.on_hand - k.reserved - NEW.on_hand_change + NEW.reserved_change)
          FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
        ELSE NEW.on_hand_change - NEW.reserved_change END,
      CASE WHEN NEW.lot_id IS NULL THEN 0 ELSE coalesce((SELECT sum(h.held) FROM held_stock h
        WHERE h.variant_id = NEW.variant_id AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0) END,
      NEW.reorder_point, NEW.at);
END;
--> statement-breakpoint
-- Asserts, when a lot's name is inserted, that nothing of it is reserved: others may have been at it meanwhile.
CREATE VIEW released_lots AS SELECT '' AS lot_id WHERE 0;
--> statement-breakpoint
CREATE TRIGGER lot_is_released INSTEAD OF INSERT ON released_lots BEGIN
  SELECT RAISE(ABORT, 'stale_version') WHERE EXISTS (SELECT 1 FROM lot_stock WHERE lot_id = NEW.lot_id AND reserved > 0);
END;
--> statement-breakpoint
CREATE TRIGGER lot_stock_is_never_deleted BEFORE DELETE ON lot_stock
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
-- From here on its levels are the sum of its lots, or no longer: so nothing may be on hand at that moment.
CREATE TRIGGER variants_tracked_by_lots AFTER UPDATE OF lot_tracked ON variants WHEN NEW.lot_tracked <> OLD.lot_tracked BEGIN
  SELECT RAISE(ABORT, 'stale_version') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM stock_transfer_items WHERE variant_id = NEW.id AND shipped_quantity > received_quantity + lost_quantity);
  UPDATE stock_levels SET lot_tracked = NEW.lot_tracked WHERE variant_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER lots_version BEFORE UPDATE OF disposition, expiry_date, manufactured_at, note, version ON lots
WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER recipes_version BEFORE UPDATE ON recipes WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER production_batches_version BEFORE UPDATE ON production_batches WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER lots_are_never_deleted BEFORE DELETE ON lots
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER recipes_are_never_deleted BEFORE DELETE ON recipes
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER production_batches_are_never_deleted BEFORE DELETE ON production_batches
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER waste_records_are_never_deleted BEFORE DELETE ON waste_records
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER waste_records_are_never_edited BEFORE UPDATE ON waste_records
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
DROP TRIGGER variants_in_use;
--> statement-breakpoint
CREATE TRIGGER variants_in_use BEFORE UPDATE OF status ON variants
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM order_items WHERE variant_id = NEW.id AND quantity > fulfilled_quantity + cancelled_quantity)
  OR EXISTS (
    SELECT 1 FROM purchase_order_items WHERE variant_id = NEW.id
      AND quantity > received_quantity + rejected_quantity + cancelled_quantity)
  OR EXISTS (
    SELECT 1 FROM stock_transfers t JOIN stock_transfer_items i ON i.document_sequence = t.sequence
    WHERE t.status IN ('draft', 'in_transit', 'partially_received') AND i.variant_id = NEW.id)
  OR EXISTS (
    SELECT 1 FROM production_batches b WHERE b.status IN ('planned', 'in_progress') AND (b.output_variant_id = NEW.id
      OR EXISTS (SELECT 1 FROM production_batch_inputs i WHERE i.document_sequence = b.sequence AND i.variant_id = NEW.id)));
END;
--> statement-breakpoint
DROP TRIGGER locations_in_use;
--> statement-breakpoint
CREATE TRIGGER locations_in_use BEFORE UPDATE OF status ON locations
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE location_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM order_items WHERE location_id = NEW.id AND quantity > fulfilled_quantity + cancelled_quantity)
  OR EXISTS (
    SELECT 1 FROM purchase_orders WHERE location_id = NEW.id AND status IN ('ordered', 'partially_received'))
  OR EXISTS (
    SELECT 1 FROM stock_transfers WHERE status IN ('draft', 'in_transit', 'partially_received')
      AND (from_location_id = NEW.id OR to_location_id = NEW.id))
  OR EXISTS (
    SELECT 1 FROM cycle_counts WHERE location_id = NEW.id AND status IN ('draft', 'in_progress'))
  OR EXISTS (
    SELECT 1 FROM return_authorizations WHERE location_id = NEW.id AND status = 'pending')
  OR EXISTS (
    SELECT 1 FROM production_batches WHERE location_id = NEW.id AND status IN ('planned', 'in_progress'));
END;
--> statement-breakpoint
DROP TRIGGER purchase_order_items_are_of_active_things;
--> statement-breakpoint
CREATE TRIGGER purchase_order_items_are_of_active_things AFTER INSERT ON purchase_order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- A level shows what is incoming even where there never was stock.
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM purchase_orders d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_are_of_active_things;
--> statement-breakpoint
CREATE TRIGGER stock_transfer_items_are_of_active_things AFTER INSERT ON stock_transfer_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.to_location_id) = 'active');
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.to_location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM stock_transfers d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER production_batches_are_of_active_things AFTER INSERT ON production_batches BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.output_variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.planned_quantity % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER production_batch_inputs_are_of_active_things AFTER INSERT ON production_batch_inputs BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.planned_quantity % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.variant_id) <> 0;
END;
