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

CREATE TRIGGER stock_transfers_require_active AFTER INSERT ON stock_transfers BEGIN
  SELECT RAISE(ABORT, 'archived') FROM locations
    WHERE id IN (NEW.from_location_id, NEW.to_location_id) AND status <> 'active';
END;

CREATE TRIGGER stock_transfer_items_require_active AFTER INSERT ON stock_transfer_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;

-- As for purchase orders, what is in transit counts when it is shipped.
CREATE TRIGGER stock_transfer_items_bound_incoming AFTER UPDATE OF shipped_quantity ON stock_transfer_items
WHEN NEW.shipped_quantity > OLD.shipped_quantity AND NEW.shipped_quantity > 1000000000 BEGIN
  SELECT RAISE(ABORT, 'incoming_out_of_range') WHERE (SELECT incoming FROM inventory_levels
    WHERE variant_id = NEW.variant_id AND location_id = NEW.to_location_id) > 9000000000000000;
END;

-- Creates the level if it does not exist, so that it shows what is incoming.
CREATE TRIGGER stock_transfer_items_show_incoming AFTER INSERT ON stock_transfer_items BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, lot_tracked, updated_at)
    SELECT NEW.variant_id, NEW.to_location_id, 0, 0,
      (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), d.created_at
    FROM stock_transfers d WHERE d.sequence = NEW.document_sequence
    ON CONFLICT (variant_id, location_id) DO NOTHING;
END;
