DROP TRIGGER stock_valuation_writes_ledger;
--> statement-breakpoint
CREATE TRIGGER stock_valuation_writes_ledger INSTEAD OF INSERT ON stock_valuation BEGIN
  INSERT INTO stock_ledger (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, arrives,
      on_hand_after, reserved_after, lot_on_hand_after, unit_cost, unit_price, value_change, value_after, lost_value,
      first_shipment, reason, note, reference_type, reference_id, line_id, actor_type, actor_id, occurred_at, local_date,
      created_at)
    SELECT CASE
        WHEN NEW.on_hand_after < 0 THEN RAISE(ABORT, 'insufficient_stock')
        WHEN max(a.amount, NEW.value_before + a.value_change) > 5000000000000000
          OR NEW.unit_price / 10000 > 5000000000000000 / max(1, abs(NEW.quantity)) THEN RAISE(ABORT, 'value_out_of_range')
        WHEN a.amount < 0 THEN RAISE(ABORT, 'negative_value')
        WHEN NEW.on_hand_change > 0 AND a.amount / NEW.on_hand_change > 1000000000 THEN RAISE(ABORT, 'unit_cost_out_of_range')
        -- Whoever shows what has left was told another value before.
        WHEN NEW.on_hand_change < 0 AND NEW.given_value <> a.amount THEN RAISE(ABORT, 'stale_value')
        ELSE NEW.type END,
      NEW.variant_id, NEW.location_id, NEW.lot_id, NEW.quantity, NEW.on_hand_change, NEW.reserved_change, NEW.arrives,
      NEW.on_hand_after, NEW.reserved_after, NEW.lot_on_hand_after,
      CASE WHEN NEW.given_unit_cost IS NOT NULL THEN NEW.given_unit_cost
        WHEN NEW.basis_value IS NULL OR NEW.valued_quantity = 0 THEN NULL
        ELSE a.amount / NEW.valued_quantity * 10000
          + (a.amount % NEW.valued_quantity * 10000 + NEW.valued_quantity / 2) / NEW.valued_quantity END,
      NEW.unit_price, a.value_change, NEW.value_before + a.value_change,
      iif(NEW.type IN ('transfer_lost', 'return_disposed'), a.amount, 0),
      NEW.first_shipment, NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id, NEW.actor_type,
      NEW.actor_id, NEW.occurred_at, NEW.local_date, NEW.created_at
    FROM (
      -- Its LIMIT under a WHERE keeps SQLite from compiling the whole amount again wherever it is named.
      SELECT amount, CASE WHEN NEW.on_hand_change > 0 THEN amount WHEN NEW.on_hand_change < 0 THEN -amount
        WHEN NEW.type = 'revaluation' THEN amount - NEW.value_before ELSE 0 END AS value_change
      FROM (
        SELECT coalesce(whole + (d2 / of * 100000 + d1 / of) * 100000 + (d0 + of / 2) / of, 0) AS amount
        FROM (
          SELECT *, d1 % of * 100000 + rest * (NEW.valued_quantity % 100000) AS d0
          FROM (
            SELECT *, d2 % of * 100000 + rest * (NEW.valued_quantity / 100000 % 100000) AS d1
            FROM (
              SELECT NEW.basis_quantity AS of, NEW.basis_value / NEW.basis_quantity * NEW.valued_quantity AS whole,
                NEW.basis_value % NEW.basis_quantity AS rest,
                NEW.basis_value % NEW.basis_quantity * (NEW.valued_quantity / 10000000000) AS d2))) LIMIT 1)
      WHERE 1) a;
END;
