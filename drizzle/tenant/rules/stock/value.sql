-- What stock is worth, by variant and location (weighted average, IAS 2.27). An entry changes the value of its level together
-- with on hand, and nothing else does:
--
-- * What arrives with a value of its own (what left a transfer's source, what an order shipped, what a batch consumed) brings
--   exactly that. Otherwise it costs its own unit cost or, without one, the level's average, else the variant's cost, else nothing
--   (the unit cost is then unknown).
-- * What leaves takes its share: value × quantity ÷ on hand. The last of it takes what is left.
-- * A revaluation gives what is on hand another unit cost.
-- * Goods that are not on hand (lost in transit, returned damaged) change no value; the entry says what was lost.
--
-- Values are rounded half away from zero to the stored unit. That is done with integers, although value × quantity leaves 2^63:
-- the quantity is divided into portions of 10^10, 10^5 and 1, and what each division leaves over is carried to the next.
-- `src/ledger/value.ts` does the same with big integers.

-- A row inserted here, by the trigger of `stock_posting`, becomes a ledger entry. Its value is that of `valued_quantity` at
-- `basis_value` for each `basis_quantity`; the basis is null if no cost is known.
CREATE VIEW stock_valuation AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS arrives, 0 AS on_hand_after, 0 AS reserved_after, 0 AS lot_on_hand_after, 0 AS value_before,
  0 AS basis_value, 0 AS basis_quantity, 0 AS valued_quantity, 0 AS given_value, 0 AS given_unit_cost, 0 AS unit_price,
  0 AS first_shipment, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id, '' AS actor_type,
  '' AS actor_id, '' AS occurred_at, '' AS local_date, '' AS created_at
WHERE 0;

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

-- Variants with what each costs, `current_cost`: the average of what is on hand everywhere or, if there is none, what the last of
-- it had cost. Open to all modules.
CREATE VIEW costed_variants AS
SELECT v.*, coalesce((
  SELECT CASE WHEN sum(s.on_hand) > 0 THEN sum(s.value) / sum(s.on_hand) * 10000
      + sum(s.value) % sum(s.on_hand) * 100 / sum(s.on_hand) * 100
      + (sum(s.value) % sum(s.on_hand) * 100 % sum(s.on_hand) * 100 + sum(s.on_hand) / 2) / sum(s.on_hand) END
  FROM stock_levels s WHERE s.variant_id = v.id), v.cost) AS current_cost
FROM variants v;

-- When the last of a variant leaves, its cost stays what it was.
CREATE TRIGGER stock_entry_keeps_cost BEFORE INSERT ON stock_ledger
WHEN NEW.on_hand_change < 0 AND NEW.on_hand_after = 0 BEGIN
  UPDATE variants SET cost = (SELECT current_cost FROM costed_variants WHERE id = NEW.variant_id)
  WHERE id = NEW.variant_id AND NOT EXISTS (SELECT 1 FROM stock_levels
    WHERE variant_id = NEW.variant_id AND location_id <> NEW.location_id AND on_hand > 0);
END;
