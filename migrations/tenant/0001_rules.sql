-- What the tables alone can't say: views for readers, and triggers that keep the invariants.
-- Written by hand. Quantities and money are integers of ten-thousandths (src/shared/quantity.ts).

CREATE VIEW variant_documents AS
SELECT v.*, p.name AS product_name, p.category AS product_category, p.status AS product_status,
  (SELECT json_group_array(b.barcode) FROM (
    SELECT barcode FROM variant_barcodes WHERE variant_id = v.id ORDER BY position) b) AS barcodes
FROM variants v JOIN products p ON p.id = v.product_id;
--> statement-breakpoint
CREATE VIEW inventory_levels AS
SELECT s.sequence, s.variant_id, v.sku, v.product_id, p.name AS product_name, s.location_id, l.name AS location_name,
  s.on_hand, s.reserved, s.available,
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
CREATE VIEW inventory_ledger AS
SELECT e.*, v.sku FROM stock_ledger e JOIN variants v ON v.id = e.variant_id;
--> statement-breakpoint
CREATE VIEW order_documents AS
SELECT o.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'location_id', i.location_id,
      'quantity', i.quantity, 'unit_price', i.unit_price,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'fulfilled_quantity', i.fulfilled_quantity, 'cancelled_quantity', i.cancelled_quantity,
      'claimed_quantity', i.claimed_quantity, 'returned_quantity', i.returned_quantity))
    FROM order_items i CROSS JOIN variants v WHERE i.document_sequence = o.sequence AND v.id = i.variant_id) AS items
FROM orders o;
--> statement-breakpoint
CREATE VIEW purchase_order_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'location_id', i.location_id,
      'quantity', i.quantity, 'unit_cost', i.unit_cost, 'received_quantity', i.received_quantity,
      'rejected_quantity', i.rejected_quantity, 'cancelled_quantity', i.cancelled_quantity))
    FROM purchase_order_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM purchase_orders d;
--> statement-breakpoint
CREATE VIEW stock_transfer_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'quantity', i.quantity, 'shipped_quantity', i.shipped_quantity,
      'received_quantity', i.received_quantity, 'lost_quantity', i.lost_quantity, 'unit_cost', i.unit_cost,
      'variant_cost', v.cost))
    FROM stock_transfer_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM stock_transfers d;
--> statement-breakpoint
CREATE VIEW return_authorization_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'order_item_id', i.order_item_id, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity', i.quantity, 'condition', i.condition, 'unit_refund', i.unit_refund))
    FROM return_authorization_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM return_authorizations d;
--> statement-breakpoint
CREATE VIEW inventory_policy_documents AS
SELECT d.*, v.sku FROM inventory_policies d JOIN variants v ON v.id = d.variant_id;
--> statement-breakpoint

-- The single door: a row "inserted" here becomes a change of the level, of the line's reservation, and a ledger entry.
CREATE VIEW stock_posting AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS takes_available, 0 AS expected_on_hand, 0 AS reorder_point, 0 AS unit_cost, '' AS reason,
  '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id, '' AS api_key_id, '' AS at
WHERE 0;
--> statement-breakpoint
CREATE TRIGGER stock_posted INSTEAD OF INSERT ON stock_posting BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NEW.on_hand_change > 0 AND NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in: decided before it was counted more coarsely.
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.on_hand_change > 0 AND NEW.on_hand_change % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.variant_id) <> 0;
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, updated_at)
    VALUES (NEW.variant_id, NEW.location_id, 0, 0, NEW.at) ON CONFLICT (variant_id, location_id) DO NOTHING;
  SELECT RAISE(ABORT, 'stale_level') WHERE NEW.expected_on_hand IS NOT NULL AND NEW.expected_on_hand <> (
    SELECT on_hand FROM stock_levels WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id);
  UPDATE stock_levels
    SET on_hand = on_hand + NEW.on_hand_change, reserved = reserved + NEW.reserved_change, updated_at = NEW.at
    WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id;
  -- Whoever takes for demand needs it to be available; whoever records a fact or uses what was reserved does not.
  SELECT RAISE(ABORT, 'insufficient_stock') WHERE NEW.takes_available AND NEW.on_hand_change < NEW.reserved_change AND (
    SELECT available FROM stock_levels WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id) < 0;
  INSERT INTO reservations (line_id, lot_id, variant_id, location_id, quantity)
    SELECT NEW.line_id, coalesce(NEW.lot_id, ''), NEW.variant_id, NEW.location_id, 0 WHERE NEW.reserved_change > 0
    ON CONFLICT (line_id, lot_id) DO NOTHING;
  UPDATE reservations SET quantity = quantity + NEW.reserved_change
    WHERE NEW.reserved_change <> 0 AND line_id = NEW.line_id AND lot_id = coalesce(NEW.lot_id, '');
  INSERT INTO stock_ledger (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change,
      on_hand_after, reserved_after, unit_cost, reason, note, reference_type, reference_id, line_id, api_key_id,
      occurred_at, created_at)
    SELECT NEW.type, NEW.variant_id, NEW.location_id, NEW.lot_id, NEW.quantity, NEW.on_hand_change, NEW.reserved_change,
      s.on_hand, s.reserved, NEW.unit_cost, NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id,
      NEW.api_key_id,
      max(NEW.at, coalesce((SELECT occurred_at FROM stock_ledger ORDER BY sequence DESC LIMIT 1), '')), NEW.at
    FROM stock_levels s WHERE s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id;
  INSERT INTO events (type, data, created_at)
    SELECT t.type, json_object('variant_id', s.variant_id, 'location_id', s.location_id, 'on_hand', s.on_hand / 10000.0,
      'reserved', s.reserved / 10000.0, 'available', s.available / 10000.0, 'ledger_sequence',
      (SELECT max(sequence) FROM stock_ledger)), NEW.at
    FROM stock_levels s,
      (SELECT 'inventory.oversold' AS type UNION ALL SELECT 'inventory.out' UNION ALL SELECT 'inventory.low'
        UNION ALL SELECT 'inventory.restocked') t
    WHERE NEW.on_hand_change <> NEW.reserved_change
      AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE t.type
        WHEN 'inventory.oversold' THEN s.available < 0 AND s.available - NEW.on_hand_change + NEW.reserved_change >= 0
        WHEN 'inventory.out' THEN s.available <= 0 AND s.available - NEW.on_hand_change + NEW.reserved_change > 0
        WHEN 'inventory.low' THEN coalesce((SELECT reorder_point FROM inventory_policies p
            WHERE p.variant_id = s.variant_id AND p.location_id = s.location_id), NEW.reorder_point)
          BETWEEN s.available AND s.available - NEW.on_hand_change + NEW.reserved_change - 1
        ELSE s.available > 0 AND s.available - NEW.on_hand_change + NEW.reserved_change <= 0 END;
END;
--> statement-breakpoint
CREATE TRIGGER stock_ledger_is_never_edited BEFORE UPDATE ON stock_ledger
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_ledger_is_never_deleted BEFORE DELETE ON stock_ledger
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_levels_are_never_deleted BEFORE DELETE ON stock_levels
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER adjustments_are_never_edited BEFORE UPDATE ON adjustments
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER adjustments_are_never_deleted BEFORE DELETE ON adjustments
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint

-- A change is decided on one version and makes the next: whoever decided on an older one is refused.
CREATE TRIGGER products_version BEFORE UPDATE ON products WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER variants_version BEFORE UPDATE ON variants WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER locations_version BEFORE UPDATE ON locations WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER suppliers_version BEFORE UPDATE ON suppliers WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER orders_version BEFORE UPDATE ON orders WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint

CREATE TRIGGER purchase_orders_version BEFORE UPDATE ON purchase_orders WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER stock_transfers_version BEFORE UPDATE ON stock_transfers WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER cycle_counts_version BEFORE UPDATE ON cycle_counts WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER return_authorizations_version BEFORE UPDATE ON return_authorizations WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_version BEFORE UPDATE ON inventory_policies WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
--> statement-breakpoint
-- Lists count on rows being numbered without a gap (drizzle/columns.ts).
CREATE TRIGGER products_are_never_deleted BEFORE DELETE ON products
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER variants_are_never_deleted BEFORE DELETE ON variants
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER locations_are_never_deleted BEFORE DELETE ON locations
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER suppliers_are_never_deleted BEFORE DELETE ON suppliers
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER orders_are_never_deleted BEFORE DELETE ON orders
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint

CREATE TRIGGER purchase_orders_are_never_deleted BEFORE DELETE ON purchase_orders
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER stock_transfers_are_never_deleted BEFORE DELETE ON stock_transfers
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER cycle_counts_are_never_deleted BEFORE DELETE ON cycle_counts
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER return_authorizations_are_never_deleted BEFORE DELETE ON return_authorizations
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_counted AFTER INSERT ON inventory_policies BEGIN
  INSERT INTO counters (name, value) VALUES ('inventory_policies', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_counted_down AFTER DELETE ON inventory_policies BEGIN
  UPDATE counters SET value = value - 1 WHERE name = 'inventory_policies';
END;
--> statement-breakpoint
-- Nothing is archived while stock or open documents hang on it, and nothing new hangs itself on what is archived.
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
    WHERE t.status IN ('draft', 'in_transit', 'partially_received') AND i.variant_id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER variants_counted_more_finely BEFORE UPDATE OF quantity_decimals ON variants
WHEN NEW.quantity_decimals < OLD.quantity_decimals BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM stock_levels WHERE variant_id = NEW.id)
  OR EXISTS (
    SELECT 1 FROM order_items WHERE variant_id = NEW.id AND quantity > fulfilled_quantity + cancelled_quantity);
END;
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
    SELECT 1 FROM return_authorizations WHERE location_id = NEW.id AND status = 'pending');
END;
--> statement-breakpoint
CREATE TRIGGER suppliers_in_use BEFORE UPDATE OF status ON suppliers
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM purchase_orders WHERE supplier_id = NEW.id AND status IN ('ordered', 'partially_received'));
END;
--> statement-breakpoint
CREATE TRIGGER order_items_are_of_active_things AFTER INSERT ON order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  SELECT RAISE(ABORT, 'stale_version') WHERE NEW.quantity % (
    SELECT CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) FROM variants WHERE id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint

CREATE TRIGGER purchase_order_items_are_of_active_things AFTER INSERT ON purchase_order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- A level shows what is incoming even where there never was stock.
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, updated_at)
    SELECT NEW.variant_id, NEW.location_id, 0, 0, d.created_at FROM purchase_orders d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
--> statement-breakpoint
CREATE TRIGGER stock_transfer_items_are_of_active_things AFTER INSERT ON stock_transfer_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.to_location_id) = 'active');
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, updated_at)
    SELECT NEW.variant_id, NEW.to_location_id, 0, 0, d.created_at FROM stock_transfers d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
--> statement-breakpoint
-- Search by part of a name or SKU: three-letter groups of the text, words set apart by two spaces so that a search
-- for one or two letters can ask for words that begin so (src/storage/search.ts).
CREATE VIRTUAL TABLE product_search USING fts5(text, content = '', contentless_delete = 1, tokenize = 'trigram');
--> statement-breakpoint
CREATE VIRTUAL TABLE variant_search USING fts5(text, content = '', contentless_delete = 1, tokenize = 'trigram');
--> statement-breakpoint
CREATE VIRTUAL TABLE order_search USING fts5(text, content = '', contentless_delete = 1, tokenize = 'trigram');
--> statement-breakpoint
CREATE VIEW search_texts AS
SELECT p.id AS product_id, p.sequence AS product_sequence, v.sequence AS variant_sequence,
  '  ' || replace(concat_ws(' ', v.sku, v.name, p.name), ' ', '  ') AS text
FROM products p JOIN variants v ON v.product_id = p.id;
--> statement-breakpoint
CREATE TRIGGER variants_are_found_once_made AFTER INSERT ON variants BEGIN
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.product_id AND variant_sequence = NEW.sequence;
  DELETE FROM product_search WHERE rowid = (SELECT sequence FROM products WHERE id = NEW.product_id);
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.product_id
    GROUP BY product_sequence;
END;
--> statement-breakpoint
CREATE TRIGGER variants_are_found_by_new_names AFTER UPDATE OF sku, name ON variants
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
CREATE TRIGGER products_are_found_by_new_names AFTER UPDATE OF name ON products WHEN NEW.name <> OLD.name BEGIN
  DELETE FROM variant_search WHERE rowid IN (SELECT sequence FROM variants WHERE product_id = NEW.id);
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.id;
  DELETE FROM product_search WHERE rowid = NEW.sequence;
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.id
    GROUP BY product_sequence;
END;
--> statement-breakpoint
CREATE TRIGGER orders_are_found AFTER INSERT ON orders BEGIN
  INSERT INTO order_search (rowid, text) VALUES (NEW.sequence, '  ' || replace(concat_ws(' ', NEW.number,
    NEW.customer ->> 'name', NEW.customer ->> 'email', NEW.customer ->> 'external_id', NEW.external_reference), ' ', '  '));
END;
