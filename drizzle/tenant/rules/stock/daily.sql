-- What moved on a day follows from the entries of that day, all but those that only reserve or release.
CREATE TRIGGER stock_entry_counts_for_day AFTER INSERT ON stock_ledger
WHEN NEW.on_hand_change <> 0 OR NEW.reserved_change = 0 BEGIN
  INSERT INTO daily_movements (variant_id, location_id, type, day, quantity_in, quantity_out, value_in, value_out,
      lost_quantity, lost_value, revenue, new_orders)
    SELECT m.variant_id, m.location_id, m.type, m.day, m.quantity_in, m.quantity_out, m.value_in, m.value_out,
      m.lost_quantity, m.lost_value, m.revenue, m.new_orders
    FROM stock_movements m WHERE m.sequence = NEW.sequence
    ON CONFLICT (variant_id, location_id, type, day) DO UPDATE SET
      quantity_in = quantity_in + excluded.quantity_in, quantity_out = quantity_out + excluded.quantity_out,
      value_in = value_in + excluded.value_in, value_out = value_out + excluded.value_out,
      lost_quantity = lost_quantity + excluded.lost_quantity, lost_value = lost_value + excluded.lost_value,
      revenue = revenue + excluded.revenue, new_orders = new_orders + excluded.new_orders;
END;

-- What each entry adds to its day. Revenue is the price times the quantity, rounded half up.
CREATE VIEW stock_movements AS
SELECT e.sequence, e.variant_id, e.location_id, e.type, e.day, e.line_id, max(0, e.on_hand_change) AS quantity_in,
  max(0, -e.on_hand_change) AS quantity_out, max(0, e.value_change) AS value_in, max(0, -e.value_change) AS value_out,
  iif(e.type IN ('transfer_lost', 'return_disposed'), e.quantity, 0) AS lost_quantity, e.lost_value,
  coalesce(e.unit_price / 10000 * abs(e.quantity) + (e.unit_price % 10000 * abs(e.quantity) + 5000) / 10000, 0) AS revenue,
  e.first_shipment AS new_orders
FROM stock_ledger e WHERE e.on_hand_change <> 0 OR e.reserved_change = 0;

-- A level runs out when the last of what is available is taken, until some is available again.
CREATE TRIGGER stock_levels_run_out AFTER UPDATE OF on_hand, reserved ON stock_levels
WHEN (NEW.available > 0) <> (OLD.available > 0) BEGIN
  INSERT INTO stockouts (variant_id, location_id, from_sequence, from_day)
    SELECT e.variant_id, e.location_id, e.sequence, e.day FROM stock_ledger e
    WHERE NEW.available <= 0 AND e.sequence = (SELECT max(sequence) FROM stock_ledger);
  UPDATE stockouts SET (until_sequence, until_day) = (
      SELECT e.sequence, e.day FROM stock_ledger e ORDER BY e.sequence DESC LIMIT 1)
    WHERE NEW.available > 0 AND variant_id = NEW.variant_id AND location_id = NEW.location_id
      AND from_sequence = (SELECT max(o.from_sequence) FROM stockouts o
        WHERE o.variant_id = NEW.variant_id AND o.location_id = NEW.location_id)
      AND until_sequence IS NULL;
END;

-- What moved on a day, for reports and demand; open to all modules.
CREATE VIEW movement_days AS
SELECT d.variant_id, d.location_id, d.type, d.day, d.quantity_in, d.quantity_out, d.value_in, d.value_out, d.lost_quantity,
  d.lost_value, d.revenue, d.new_orders
FROM daily_movements d;

-- From when until when a level had nothing available; open to all modules.
CREATE VIEW stockout_days AS
SELECT o.variant_id, o.location_id, o.from_day, o.until_day FROM stockouts o;

-- How many days have demand, for the total of their list: what orders shipped, and what was imported.
CREATE TRIGGER daily_movements_count_demand AFTER INSERT ON daily_movements WHEN NEW.type = 'order_fulfilled' BEGIN
  INSERT INTO counters (name, value) VALUES ('demand_days', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;

CREATE TRIGGER imported_demand_count_insert AFTER INSERT ON imported_demand BEGIN
  INSERT INTO counters (name, value) VALUES ('demand_days', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1;
END;
