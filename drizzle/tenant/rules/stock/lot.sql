-- A lot's stock, at a location and in all locations together, follows from its ledger entries.
CREATE TRIGGER stock_entry_moves_lot AFTER INSERT ON stock_ledger WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved)
    VALUES (NEW.lot_id, NEW.location_id, NEW.variant_id, 0, 0) ON CONFLICT (lot_id, location_id) DO NOTHING;
  UPDATE lot_stock SET on_hand = NEW.lot_on_hand_after, reserved = reserved + NEW.reserved_change
    WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id;
  UPDATE lots SET on_hand = on_hand + NEW.on_hand_change WHERE id = NEW.lot_id AND NEW.on_hand_change <> 0;
END;

-- The stock of lots at locations that have any; open to all modules.
CREATE VIEW lot_levels AS
SELECT k.lot_id, k.variant_id, k.location_id, p.name AS location_name, k.on_hand, k.reserved
FROM lot_stock k JOIN locations p ON p.id = k.location_id WHERE k.on_hand > 0 OR k.reserved > 0;

-- Stock that is held from the day after `usable_through`: what is on hand of a lot and not reserved. Few lots are held, so
-- they are found by the index on that day.
CREATE VIEW held_stock AS
SELECT l.variant_id, k.location_id, l.usable_through, max(0, k.on_hand - k.reserved) AS held
FROM lots l INDEXED BY lots_held_of_variant CROSS JOIN lot_stock k ON k.lot_id = l.id WHERE l.on_hand > 0;

-- Lot tracking of a variant can be turned on or off only while none of it is on hand, reserved or in transit, because the
-- levels of a lot-tracked variant are the sums of its lots.
CREATE TRIGGER variants_lot_tracking AFTER UPDATE OF lot_tracked ON variants WHEN NEW.lot_tracked <> OLD.lot_tracked BEGIN
  SELECT RAISE(ABORT, 'stale_stock') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM stock_transfer_items WHERE variant_id = NEW.id AND shipped_quantity > received_quantity + lost_quantity);
  UPDATE stock_levels SET lot_tracked = NEW.lot_tracked WHERE variant_id = NEW.id;
END;
