-- The only way to change stock: a row inserted here becomes a ledger entry with its running values. The level (level.sql),
-- the lot (lot.sql) and the reservation (reservation.sql) follow from the entry. `lot_id` is null for variants that are not
-- lot-tracked; `today` is the date in the organization's time zone. What each kind of movement requires is listed in
-- `src/ledger/movements.ts`.
CREATE VIEW stock_posting AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS arrives, 0 AS takes_available, 0 AS needs_usable_lot, 0 AS expected_on_hand, 0 AS silent,
  0 AS reorder_point, 0 AS unit_cost, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id,
  '' AS actor_type, '' AS actor_id, '' AS today, '' AS at
WHERE 0;

CREATE TRIGGER stock_posting_writes_ledger INSTEAD OF INSERT ON stock_posting BEGIN
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
  INSERT INTO stock_ledger (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, arrives,
      on_hand_after, reserved_after, lot_on_hand_after, unit_cost, reason, note, reference_type, reference_id, line_id,
      actor_type, actor_id, occurred_at, created_at)
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
      NEW.unit_cost, NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id, NEW.actor_type, NEW.actor_id,
      max(NEW.at, coalesce((SELECT occurred_at FROM stock_ledger ORDER BY sequence DESC LIMIT 1), '')), NEW.at
    FROM variants v
    LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.location_id = NEW.location_id
    LEFT JOIN lot_stock k ON k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id
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
