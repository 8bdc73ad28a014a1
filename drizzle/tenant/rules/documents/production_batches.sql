CREATE VIEW production_batch_documents AS
SELECT d.*, o.sku AS output_sku, o.quantity_decimals AS output_decimals, o.lot_tracked AS output_lot_tracked,
  o.shelf_life_days AS output_shelf_life_days,
  (SELECT json_object('lot_number', l.lot_number, 'expiry_date', l.expiry_date) FROM lots l
    WHERE l.id = d.output_lot_id) AS output_lot,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku, 'location_id', d.location_id,
      'quantity_decimals', v.quantity_decimals, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'planned_quantity', i.planned_quantity, 'actual_quantity', i.actual_quantity, 'waste_quantity', i.waste_quantity,
      'carry', i.carry, 'remainder', i.remainder,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM production_batch_inputs i CROSS JOIN variants v WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM production_batches d JOIN variants o ON o.id = d.output_variant_id;

CREATE TRIGGER production_batches_require_active AFTER INSERT ON production_batches BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.output_variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;

CREATE TRIGGER production_batch_inputs_require_active AFTER INSERT ON production_batch_inputs BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
