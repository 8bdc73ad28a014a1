DROP TRIGGER variants_in_use;
--> statement-breakpoint
DROP TRIGGER variants_keep_precision;
--> statement-breakpoint
DROP VIEW inventory_policy_documents;
--> statement-breakpoint
DROP VIEW open_documents;
--> statement-breakpoint
CREATE TABLE `order_locations` (
	`location_id` text NOT NULL,
	`document_sequence` integer NOT NULL,
	PRIMARY KEY(`location_id`, `document_sequence`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
DROP INDEX `cycle_count_items_counted`;
--> statement-breakpoint
CREATE INDEX `cycle_count_items_by_variant` ON `cycle_count_items` (`variant_id`,`counted_at`);
--> statement-breakpoint
DROP INDEX `orders_by_location`;
--> statement-breakpoint
ALTER TABLE `purchase_orders` ADD `exchange_rate` integer;
--> statement-breakpoint
ALTER TABLE `variants` ADD `archived_alone` integer DEFAULT false NOT NULL;
--> statement-breakpoint
CREATE INDEX `reservations_in_transit` ON `reservations` (`lot_id`) WHERE reference_type = 'stock_transfer' AND lot_id <> '' AND taken > arrived;
--> statement-breakpoint
CREATE VIEW inventory_policy_documents AS
SELECT d.*, v.sku, v.quantity_decimals FROM inventory_policies d JOIN variants v ON v.id = d.variant_id;
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
-- Orders from before.
INSERT INTO order_locations (location_id, document_sequence)
  SELECT location_id, sequence FROM orders WHERE location_id IS NOT NULL
  UNION SELECT location_id, document_sequence FROM order_items;
--> statement-breakpoint
-- Archived variants of active products were archived on their own.
UPDATE variants SET archived_alone = 1, version = version + 1
  WHERE status = 'archived' AND (SELECT p.status FROM products p WHERE p.id = variants.product_id) = 'active';
