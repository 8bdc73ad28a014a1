CREATE TRIGGER cycle_counts_require_active AFTER INSERT ON cycle_counts BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
    OR EXISTS (SELECT 1 FROM json_each(NEW.variant_ids) j CROSS JOIN variants v ON v.id = j.value WHERE v.status <> 'active');
END;

CREATE TRIGGER cycle_count_items_require_active AFTER INSERT ON cycle_count_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_tracking')
    WHERE (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id) <> (NEW.lot_id IS NOT NULL);
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.counted_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;

-- Finer than the variant is counted in by now.
CREATE TRIGGER cycle_count_items_keep_precision AFTER UPDATE OF counted_quantity ON cycle_count_items
WHEN NEW.counted_quantity IS NOT OLD.counted_quantity BEGIN
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.counted_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
