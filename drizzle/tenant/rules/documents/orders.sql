CREATE VIEW order_documents AS
SELECT o.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'location_id', i.location_id,
      'quantity', i.quantity, 'unit_price', i.unit_price,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'fulfilled_quantity', i.fulfilled_quantity, 'cancelled_quantity', i.cancelled_quantity,
      'claimed_quantity', i.claimed_quantity, 'returned_quantity', i.returned_quantity, 'revenue', i.revenue,
      'cost_of_goods', i.cost_of_goods, 'returned_cost', i.returned_cost, 'uncosted_quantity', i.uncosted_quantity,
      'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM order_items i CROSS JOIN variants v WHERE i.document_sequence = o.sequence AND v.id = i.variant_id) AS items
FROM orders o;

CREATE TRIGGER order_items_require_active AFTER INSERT ON order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;

CREATE TRIGGER orders_have_location AFTER INSERT ON orders WHEN NEW.location_id IS NOT NULL BEGIN
  INSERT INTO order_locations (location_id, document_sequence) VALUES (NEW.location_id, NEW.sequence)
    ON CONFLICT (location_id, document_sequence) DO NOTHING;
END;

CREATE TRIGGER order_items_have_location AFTER INSERT ON order_items BEGIN
  INSERT INTO order_locations (location_id, document_sequence) VALUES (NEW.location_id, NEW.document_sequence)
    ON CONFLICT (location_id, document_sequence) DO NOTHING;
END;
