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
