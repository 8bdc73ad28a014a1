DROP TRIGGER locations_in_use;
--> statement-breakpoint
DROP TRIGGER suppliers_in_use;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_show_incoming;
--> statement-breakpoint
DROP TRIGGER variants_in_use;
--> statement-breakpoint
DROP TRIGGER variants_keep_precision;
--> statement-breakpoint
DROP TRIGGER purchase_order_items_show_incoming;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_require_active;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_bound_incoming;
--> statement-breakpoint
DROP TRIGGER variants_lot_tracking;
--> statement-breakpoint
DROP VIEW open_documents;
--> statement-breakpoint
DROP VIEW stock_transfer_documents;
--> statement-breakpoint
DROP VIEW inventory_levels;
--> statement-breakpoint
ALTER TABLE `stock_transfer_items` DROP COLUMN `unit_cost`;
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
CREATE VIEW stock_transfer_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'quantity', i.quantity, 'shipped_quantity', i.shipped_quantity,
      'received_quantity', i.received_quantity, 'lost_quantity', i.lost_quantity,
      'shipped_value', i.shipped_value, 'received_value', i.received_value, 'lost_value', i.lost_value, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM stock_transfer_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM stock_transfers d;
--> statement-breakpoint
-- Levels with what is incoming by open purchase orders and transfers; open to all modules. `available` is on hand minus
-- reserved. It includes what is held (lot.sql), which depends on the day. `incoming` is at most the largest whole number that
-- JSON can carry, 2^53 - 1; what would take it over 9e15 is refused where it arises.
CREATE VIEW inventory_levels AS
SELECT s.sequence, s.variant_id, v.sku, v.product_id, p.name AS product_name, s.location_id, l.name AS location_name,
  s.on_hand, s.reserved, s.available, s.lot_tracked, s.value,
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
-- A variant, location or supplier can't be archived while it has stock or open documents (documents/open_documents.sql).
CREATE TRIGGER variants_in_use BEFORE UPDATE OF status ON variants
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id);
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
-- A variant's quantity_decimals can be reduced only if it has never had stock, and no open document or active recipe may have
-- finer quantities of it.
CREATE TRIGGER variants_keep_precision BEFORE UPDATE OF quantity_decimals ON variants
WHEN NEW.quantity_decimals < OLD.quantity_decimals BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM stock_levels WHERE variant_id = NEW.id)
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id);
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
-- Creates the level if it does not exist, so that it shows what is incoming.
CREATE TRIGGER stock_transfer_items_show_incoming AFTER INSERT ON stock_transfer_items BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.to_location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM stock_transfers d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
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
