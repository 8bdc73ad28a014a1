-- In portions: what is above the line "end of the portion" is one commit, repeated while its last statement returns 1. How far it
-- has come is in `counters`, so an interrupted run goes on, and of two runs at once each portion is done by one.

-- The days of the next 20,000 entries from before.
INSERT INTO daily_movements (variant_id, location_id, type, day, quantity_in, quantity_out, value_in, value_out, lost_quantity,
    lost_value, revenue, new_orders)
  SELECT variant_id, location_id, type, day, sum(quantity_in), sum(quantity_out), sum(value_in), sum(value_out),
    sum(lost_quantity), sum(lost_value), sum(revenue), sum(new_orders)
  FROM stock_movements
  WHERE sequence > (SELECT value FROM counters WHERE name = 'entries_with_day')
    AND sequence <= (SELECT value + 20000 FROM counters WHERE name = 'entries_with_day')
    AND sequence <= (SELECT value FROM counters WHERE name = 'entries_without_day')
  GROUP BY variant_id, location_id, type, day
  ON CONFLICT (variant_id, location_id, type, day) DO UPDATE SET
    quantity_in = daily_movements.quantity_in + excluded.quantity_in, quantity_out = quantity_out + excluded.quantity_out,
    value_in = value_in + excluded.value_in, value_out = value_out + excluded.value_out,
    lost_quantity = lost_quantity + excluded.lost_quantity, lost_value = lost_value + excluded.lost_value,
    revenue = revenue + excluded.revenue, new_orders = new_orders + excluded.new_orders;
--> statement-breakpoint
-- The orders that shipped a variant for the first time with one of these entries.
UPDATE daily_movements SET new_orders = new_orders + f.orders
  FROM (
    SELECT e.variant_id, e.location_id, e.day, count(*) AS orders
    FROM (
      SELECT min(a.sequence) AS sequence
      FROM (
        SELECT DISTINCT reference_id FROM stock_ledger
        WHERE type = 'order_fulfilled'
          AND sequence > (SELECT value FROM counters WHERE name = 'entries_with_day')
          AND sequence <= (SELECT value + 20000 FROM counters WHERE name = 'entries_with_day')
          AND sequence <= (SELECT value FROM counters WHERE name = 'entries_without_day')) o
      CROSS JOIN stock_ledger a INDEXED BY stock_ledger_by_reference ON a.reference_id = o.reference_id
      WHERE a.type = 'order_fulfilled' GROUP BY a.reference_id, a.variant_id) first
    CROSS JOIN stock_ledger e ON e.sequence = first.sequence
    WHERE e.sequence > (SELECT value FROM counters WHERE name = 'entries_with_day')
      AND e.sequence <= (SELECT value + 20000 FROM counters WHERE name = 'entries_with_day')
      AND e.sequence <= (SELECT value FROM counters WHERE name = 'entries_without_day')
    GROUP BY e.variant_id, e.location_id, e.day) f
  WHERE daily_movements.variant_id = f.variant_id AND daily_movements.location_id = f.location_id
    AND daily_movements.type = 'order_fulfilled' AND daily_movements.day = f.day;
--> statement-breakpoint
-- When levels had run out with one of these entries, until the next one that brought some: each entry is looked at as often as
-- there are levels that it could end a stock-out of, which is once.
INSERT INTO stockouts (variant_id, location_id, from_sequence, from_day, until_sequence, until_day)
  SELECT o.variant_id, o.location_id, o.sequence, o.day, u.sequence, u.day
  FROM (
    SELECT e.*, (SELECT n.sequence FROM stock_ledger n INDEXED BY stock_ledger_by_level
        WHERE n.variant_id = e.variant_id AND n.location_id = e.location_id AND n.sequence > e.sequence
          AND n.on_hand_after > n.reserved_after ORDER BY n.sequence LIMIT 1) AS until
    FROM stock_ledger e
    WHERE e.sequence > (SELECT value FROM counters WHERE name = 'entries_with_day')
      AND e.sequence <= (SELECT value + 20000 FROM counters WHERE name = 'entries_with_day')
      AND e.sequence <= (SELECT value FROM counters WHERE name = 'entries_without_day')
      AND e.on_hand_after <= e.reserved_after
      AND (SELECT p.on_hand_after > p.reserved_after FROM stock_ledger p INDEXED BY stock_ledger_by_level
        WHERE p.variant_id = e.variant_id AND p.location_id = e.location_id AND p.sequence < e.sequence
        ORDER BY p.sequence DESC LIMIT 1)) o
  LEFT JOIN stock_ledger u ON u.sequence = o.until
  WHERE 1
  ON CONFLICT (variant_id, location_id, from_sequence)
    DO UPDATE SET until_sequence = excluded.until_sequence, until_day = excluded.until_day;
--> statement-breakpoint
-- When stock last came in: the last receipt counts, and until there is one the first arrival. Entries of now may have been
-- there before those of then.
UPDATE stock_levels SET last_inbound_at = e.occurred_at, last_inbound_type = iif(i.receipt IS NULL, 'adjustment', e.type)
  FROM (
    SELECT variant_id, location_id, min(sequence) AS first,
      max(iif(type IN ('purchase_received', 'transfer_in', 'return_received', 'production_output'), sequence, NULL)) AS receipt
    FROM stock_ledger
    WHERE sequence > (SELECT value FROM counters WHERE name = 'entries_with_day')
      AND sequence <= (SELECT value + 20000 FROM counters WHERE name = 'entries_with_day')
      AND sequence <= (SELECT value FROM counters WHERE name = 'entries_without_day')
      AND (on_hand_change > 0 OR type IN ('purchase_received', 'transfer_in', 'return_received', 'production_output'))
    GROUP BY variant_id, location_id) i
  CROSS JOIN stock_ledger e ON e.sequence = coalesce(i.receipt, i.first)
  WHERE stock_levels.variant_id = i.variant_id AND stock_levels.location_id = i.location_id
    AND (stock_levels.last_inbound_at IS NULL
      OR iif(i.receipt IS NULL, last_inbound_type = 'adjustment' AND last_inbound_at > e.occurred_at,
        last_inbound_type = 'adjustment' OR last_inbound_at <= e.occurred_at));
--> statement-breakpoint
UPDATE counters SET value = min(value + 20000, (SELECT e.value FROM counters e WHERE e.name = 'entries_without_day'))
  WHERE name = 'entries_with_day';
--> statement-breakpoint
-- What the next 1,000 levels are worth.
INSERT INTO stock_posting (type, variant_id, location_id, quantity, on_hand_change, reserved_change, silent, unit_cost, note,
    reference_type, reference_id, actor_type, actor_id, today, at)
  -- At most what a level can be worth (value.sql): a database whose migration is refused could not be used at all.
  SELECT 'revaluation', s.variant_id, s.location_id, 0, 0, 0, 1, min(v.cost, 5000000000000000 / s.on_hand * 10000),
    'The value of the stock from before values were recorded', 'variant', s.variant_id, 'operator', 'migration', date('now', '-12 hours'), strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
  FROM stock_levels s CROSS JOIN variants v ON v.id = s.variant_id
  WHERE s.sequence > (SELECT value FROM counters WHERE name = 'levels_with_value')
    AND s.sequence <= (SELECT value + 1000 FROM counters WHERE name = 'levels_with_value')
    AND s.on_hand > 0 AND v.cost > 0
    -- What has come in meanwhile has a value, but what was there before has none.
    AND EXISTS (SELECT 1 FROM stock_ledger e INDEXED BY stock_ledger_by_level
      WHERE e.variant_id = s.variant_id AND e.location_id = s.location_id
        AND e.sequence <= (SELECT value FROM counters WHERE name = 'entries_without_day'));
--> statement-breakpoint
UPDATE counters SET value = min(value + 1000, (SELECT coalesce(max(sequence), 0) FROM stock_levels))
  WHERE name = 'levels_with_value';
--> statement-breakpoint
SELECT coalesce((SELECT value FROM counters WHERE name = 'entries_with_day')
    < (SELECT value FROM counters WHERE name = 'entries_without_day'), 0)
  OR coalesce((SELECT value FROM counters WHERE name = 'levels_with_value')
    < (SELECT max(sequence) FROM stock_levels), 0);
--> end of the portion
DELETE FROM counters WHERE name IN ('entries_without_day', 'entries_with_day', 'levels_with_value');
