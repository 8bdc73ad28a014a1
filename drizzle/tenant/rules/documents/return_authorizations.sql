CREATE VIEW return_authorization_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'order_item_id', i.order_item_id, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity', i.quantity, 'condition', i.condition, 'unit_refund', i.unit_refund,
      'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')), 'from_lot_id', i.from_lot_id, 'lot_id', i.lot_id, 'value', i.value))
    FROM return_authorization_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM return_authorizations d;

CREATE TRIGGER return_authorizations_require_active AFTER INSERT ON return_authorizations BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active';
END;

CREATE TRIGGER return_authorizations_change_to_active AFTER UPDATE OF location_id ON return_authorizations
WHEN NEW.location_id <> OLD.location_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active';
END;

-- What is sellable will arrive in stock.
CREATE TRIGGER return_authorization_items_require_active AFTER INSERT ON return_authorization_items
WHEN NEW.condition = 'sellable' BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
END;
