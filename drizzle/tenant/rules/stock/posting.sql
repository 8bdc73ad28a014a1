-- The only way to change stock: a row inserted here becomes a ledger entry with its running values and its value (value.sql).
-- The level (level.sql), the lot (lot.sql), the reservation (reservation.sql) and the day (daily.sql) follow from the entry. `lot_id` is null for variants that are not
-- lot-tracked; `today` is the date in the organization's time zone when it was decided, and `tomorrow_at` when it ends. `value` is
-- what an arrival or a loss is worth or, of what leaves, the value that it must have (`stale_value`). What each kind of movement
-- requires is listed in `src/ledger/movements.ts`.
CREATE VIEW stock_posting AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS arrives, 0 AS takes_available, 0 AS needs_usable_lot, 0 AS expected_on_hand, 0 AS silent,
  0 AS reorder_point, 0 AS unit_cost, 0 AS value, 0 AS unit_price, 0 AS first_shipment, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id,
  '' AS actor_type, '' AS actor_id, '' AS today, '' AS tomorrow_at, '' AS at
WHERE 0;

CREATE TRIGGER stock_posting_writes_ledger INSTEAD OF INSERT ON stock_posting BEGIN
  -- An entry is of a variant that exists, and what it reserves is for a document's line.
  SELECT CASE
    WHEN NEW.reserved_change <> 0 AND NEW.line_id IS NULL THEN RAISE(ABORT, 'reservation_without_line')
    WHEN NOT EXISTS (SELECT 1 FROM variants WHERE id = NEW.variant_id) THEN RAISE(ABORT, 'unknown_variant') END;
  -- What arrives must be of an active variant and location, and no finer than the variant is counted in.
  SELECT CASE
      WHEN v.status <> 'active' OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
        THEN RAISE(ABORT, 'archived')
      WHEN NEW.on_hand_change % CAST(substr('10000', 1, 5 - v.quantity_decimals) AS INTEGER) <> 0
        THEN RAISE(ABORT, 'stale_precision') END
    FROM variants v WHERE NEW.on_hand_change > 0 AND v.id = NEW.variant_id;
  -- A lot must be the variant's own, and one that may be used where the movement needs that.
  SELECT CASE
      WHEN l.variant_id <> NEW.variant_id THEN RAISE(ABORT, 'stale_lot')
      WHEN NEW.needs_usable_lot AND l.usable_through < NEW.today THEN RAISE(ABORT, 'insufficient_stock') END
    FROM lots l WHERE l.id = NEW.lot_id;
  INSERT INTO stock_valuation (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, arrives,
      on_hand_after, reserved_after, lot_on_hand_after, value_before, basis_value, basis_quantity, valued_quantity,
      given_value, given_unit_cost, unit_price, first_shipment, reason, note, reference_type, reference_id, line_id,
      actor_type, actor_id, occurred_at, local_date, created_at)
    SELECT CASE
        -- Decided before the variant was tracked by lots, or while it still was; or while another quantity was on hand.
        WHEN v.lot_tracked <> (NEW.lot_id IS NOT NULL) AND (NEW.on_hand_change <> 0 OR NEW.reserved_change <> 0)
          THEN RAISE(ABORT, 'stale_tracking')
        WHEN NEW.expected_on_hand <> iif(NEW.lot_id IS NULL, coalesce(s.on_hand, 0), coalesce(k.on_hand, 0))
          THEN RAISE(ABORT, 'stale_level') ELSE NEW.type END,
      v.id, NEW.location_id, NEW.lot_id, NEW.quantity, NEW.on_hand_change, NEW.reserved_change,
      coalesce(NEW.arrives, 0),
      coalesce(s.on_hand, 0) + NEW.on_hand_change, coalesce(s.reserved, 0) + NEW.reserved_change,
      iif(NEW.lot_id IS NULL, NULL, coalesce(k.on_hand, 0) + NEW.on_hand_change),
      coalesce(s.value, 0),
      -- What the entry's value is computed from: a value for a quantity.
      CASE WHEN NEW.type = 'revaluation' THEN NEW.unit_cost
        WHEN NEW.on_hand_change < 0 THEN coalesce(s.value, 0)
        WHEN NEW.on_hand_change = 0 THEN iif(NEW.reserved_change = 0, NEW.value, NULL)
        ELSE coalesce(NEW.value, NEW.unit_cost, iif(s.on_hand > 0, s.value, NULL), v.current_cost) END,
      CASE WHEN NEW.type = 'revaluation' THEN 10000
        WHEN NEW.on_hand_change < 0 THEN max(1, coalesce(s.on_hand, 0))
        WHEN NEW.on_hand_change = 0 THEN max(1, NEW.quantity)
        WHEN NEW.value IS NOT NULL THEN NEW.on_hand_change
        WHEN NEW.unit_cost IS NULL AND s.on_hand > 0 THEN s.on_hand
        ELSE 10000 END,
      CASE WHEN NEW.type = 'revaluation' THEN coalesce(s.on_hand, 0)
        WHEN NEW.on_hand_change = 0 THEN iif(NEW.reserved_change = 0, NEW.quantity, 0)
        ELSE abs(NEW.on_hand_change) END,
      NEW.value,
      CASE WHEN NEW.type = 'revaluation' OR (NEW.on_hand_change > 0 AND NEW.value IS NULL) THEN NEW.unit_cost END,
      NEW.unit_price, coalesce(NEW.first_shipment, 0),
      NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id, NEW.actor_type, NEW.actor_id,
      max(NEW.at, coalesce(e.occurred_at, '')),
      max(iif(NEW.at >= NEW.tomorrow_at, date(NEW.today, '+1 day'), NEW.today), coalesce(e.day, '')),
      NEW.at
    FROM costed_variants v
    LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.location_id = NEW.location_id
    LEFT JOIN lot_stock k ON k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id
    LEFT JOIN stock_ledger e ON e.sequence = (SELECT max(sequence) FROM stock_ledger)
    WHERE v.id = NEW.variant_id;
  -- What is taken for demand must be available; a recorded fact, or what was reserved before, need not be.
  SELECT RAISE(ABORT, 'insufficient_stock') FROM stock_levels s
    WHERE NEW.takes_available AND NEW.on_hand_change < NEW.reserved_change
      AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE WHEN NEW.lot_id IS NULL THEN s.available < 0
        ELSE (SELECT k.on_hand < k.reserved FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
          OR ((SELECT l.usable_through >= NEW.today FROM lots l WHERE l.id = NEW.lot_id)
            AND s.available < coalesce((SELECT sum(h.held) FROM held_stock h WHERE h.variant_id = NEW.variant_id
              AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0)) END;
  -- Of a lot that may not be used, only what is reserved beyond its stock changes what is available.
  INSERT INTO availability_changes (variant_id, location_id, change, held, reorder_point, actor_type, actor_id, at)
    VALUES (NEW.variant_id, NEW.location_id,
      CASE WHEN NEW.silent THEN 0
        WHEN (SELECT usable_through < NEW.today FROM lots WHERE id = NEW.lot_id) THEN (
          SELECT min(0, k.on_hand - k.reserved)
            - min(0, k.on_hand - k.reserved - NEW.on_hand_change + NEW.reserved_change)
          FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
        ELSE NEW.on_hand_change - NEW.reserved_change END,
      CASE WHEN NEW.lot_id IS NULL THEN 0 ELSE coalesce((SELECT sum(h.held) FROM held_stock h
        WHERE h.variant_id = NEW.variant_id AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0) END,
      NEW.reorder_point, NEW.actor_type, NEW.actor_id, NEW.at);
END;
