-- Inserting a change of a level's available quantity here, after the level has changed, writes events if the level has
-- become out of stock, low, oversold or restocked by it. `held` is what is held of the level now.
CREATE VIEW availability_changes AS
SELECT '' AS variant_id, '' AS location_id, 0 AS change, 0 AS held, 0 AS reorder_point, '' AS actor_type, '' AS actor_id,
  '' AS at
WHERE 0;

CREATE TRIGGER availability_changes_write_events INSTEAD OF INSERT ON availability_changes BEGIN
  INSERT INTO events (type, data, actor_type, actor_id, created_at)
    SELECT t.type, json_object('variant_id', s.variant_id, 'location_id', s.location_id, 'on_hand', s.on_hand / 10000.0,
      'reserved', s.reserved / 10000.0, 'available', (s.available - NEW.held) / 10000.0, 'ledger_sequence',
      (SELECT max(sequence) FROM stock_ledger)), NEW.actor_type, NEW.actor_id, NEW.at
    FROM stock_levels s,
      (SELECT 'inventory.oversold' AS type UNION ALL SELECT 'inventory.out' UNION ALL SELECT 'inventory.low'
        UNION ALL SELECT 'inventory.restocked') t
    WHERE NEW.change <> 0 AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE t.type
        WHEN 'inventory.oversold' THEN s.available < NEW.held AND s.available - NEW.change >= NEW.held
        WHEN 'inventory.out' THEN s.available <= NEW.held AND s.available - NEW.change > NEW.held
        WHEN 'inventory.low' THEN NEW.held + coalesce((SELECT reorder_point FROM inventory_policies p
            WHERE p.variant_id = s.variant_id AND p.location_id = s.location_id), NEW.reorder_point)
          BETWEEN s.available AND s.available - NEW.change - 1
        ELSE s.available > NEW.held AND s.available - NEW.change <= NEW.held END;
END;
