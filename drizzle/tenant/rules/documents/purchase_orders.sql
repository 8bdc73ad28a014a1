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

CREATE TRIGGER purchase_orders_require_active AFTER INSERT ON purchase_orders BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;

CREATE TRIGGER purchase_orders_change_to_active AFTER UPDATE OF supplier_id ON purchase_orders
WHEN NEW.supplier_id <> OLD.supplier_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;

CREATE TRIGGER purchase_order_items_require_active AFTER INSERT ON purchase_order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;

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
