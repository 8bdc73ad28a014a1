-- A lot's stock, at a location and in all locations together, follows from its ledger entries.
CREATE TRIGGER stock_entry_moves_lot AFTER INSERT ON stock_ledger WHEN NEW.lot_id IS NOT NULL BEGIN
  INSERT INTO lot_stock (lot_id, location_id, variant_id, on_hand, reserved, usable_through, allocation_order)
    SELECT l.id, NEW.location_id, NEW.variant_id, 0, 0, l.usable_through,
      l.usable_through || ' ' || coalesce(l.expiry_date, '9999-12-31') || printf(' %012d', l.sequence)
    FROM lots l WHERE l.id = NEW.lot_id ON CONFLICT (lot_id, location_id) DO NOTHING;
  UPDATE lot_stock SET on_hand = NEW.lot_on_hand_after, reserved = reserved + NEW.reserved_change
    WHERE lot_id = NEW.lot_id AND location_id = NEW.location_id;
  UPDATE lots SET on_hand = CASE WHEN on_hand + NEW.on_hand_change > 9000000000000000
      THEN RAISE(ABORT, 'lot_out_of_range') ELSE on_hand + NEW.on_hand_change END
    WHERE id = NEW.lot_id AND NEW.on_hand_change <> 0;
END;

-- A lot that is quarantined, recalled, released or given another expiry date takes another place among the lots of a level.
CREATE TRIGGER lots_order_stock AFTER UPDATE OF disposition, expiry_date ON lots BEGIN
  UPDATE lot_stock SET usable_through = NEW.usable_through,
      allocation_order = NEW.usable_through || ' ' || coalesce(NEW.expiry_date, '9999-12-31') || printf(' %012d', NEW.sequence)
    WHERE lot_id = NEW.id;
END;

-- The sum of a level's unreserved lots changes with each of them.
CREATE TRIGGER lot_stock_sums_unreserved AFTER UPDATE ON lot_stock
WHEN NEW.usable_through <> OLD.usable_through
  OR max(0, NEW.on_hand - NEW.reserved) <> max(0, OLD.on_hand - OLD.reserved) BEGIN
  INSERT INTO unreserved_lots (variant_id, location_id, usable_through, quantity)
    SELECT NEW.variant_id, NEW.location_id, c.usable_through, c.change
    FROM (SELECT NEW.usable_through AS usable_through, max(0, NEW.on_hand - NEW.reserved)
        - iif(NEW.usable_through = OLD.usable_through, max(0, OLD.on_hand - OLD.reserved), 0) AS change
      UNION ALL SELECT OLD.usable_through, -max(0, OLD.on_hand - OLD.reserved)
      WHERE NEW.usable_through <> OLD.usable_through) c
    WHERE c.change <> 0
    ON CONFLICT (variant_id, location_id, usable_through) DO UPDATE SET quantity = quantity + excluded.quantity;
  DELETE FROM unreserved_lots WHERE variant_id = NEW.variant_id AND location_id = NEW.location_id
    AND usable_through IN (OLD.usable_through, NEW.usable_through) AND quantity = 0;
END;

-- The stock of lots at locations that have any; open to all modules.
CREATE VIEW lot_levels AS
SELECT k.lot_id, k.variant_id, k.location_id, p.name AS location_name, k.on_hand, k.reserved
FROM lot_stock k JOIN locations p ON p.id = k.location_id WHERE k.on_hand > 0 OR k.reserved > 0;

-- Stock that is held from the day after `usable_through`: what is on hand of lots and not reserved.
CREATE VIEW held_stock AS
SELECT u.variant_id, u.location_id, u.usable_through, u.quantity AS held FROM unreserved_lots u;

-- Lot tracking of a variant can be turned on or off only while none of it is on hand, reserved or in transit, because the
-- levels of a lot-tracked variant are the sums of its lots. An open count has items per lot, or none.
CREATE TRIGGER variants_lot_tracking AFTER UPDATE OF lot_tracked ON variants WHEN NEW.lot_tracked <> OLD.lot_tracked BEGIN
  SELECT RAISE(ABORT, 'stale_stock') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (
    SELECT 1 FROM stock_transfer_items WHERE variant_id = NEW.id AND shipped_quantity > received_quantity + lost_quantity)
  OR EXISTS (
    SELECT 1 FROM open_documents WHERE variant_id = NEW.id AND kind = 'cycle_counts' AND line_id IS NOT NULL);
  UPDATE stock_levels SET lot_tracked = NEW.lot_tracked WHERE variant_id = NEW.id;
END;
