-- Levels with their reorder point: that of the policy, else the forecast's where one may rely on it; null where the organization's
-- default applies. Open to all modules.
CREATE VIEW level_reorder_points AS
SELECT s.sequence, s.variant_id, s.location_id, s.on_hand, s.reserved, s.available, s.lot_tracked,
  coalesce(
    (SELECT p.reorder_point FROM inventory_policies p
      WHERE p.variant_id = s.variant_id AND p.location_id = s.location_id),
    (SELECT f.reorder_point FROM forecasts f
      WHERE f.variant_id = s.variant_id AND f.location_id = s.location_id AND f.is_reliable)) AS reorder_point
FROM stock_levels s;

-- The alarms of levels. A level has one if its available quantity is at most `most`; null stands for its reorder point. Open to all
-- modules.
CREATE VIEW level_alarm_kinds AS
SELECT 'oversold' AS kind, -1 AS most UNION ALL SELECT 'out', 0 UNION ALL SELECT 'low', NULL;

-- Inserting here what has become of a level's alarm keeps it, and writes the event. `change` is below 0 if the level has just
-- come to be low, out or oversold, above 0 if it has just recovered, and 0 if it was found to be so, which is no news while the
-- alarm is raised. The quantities are the level's now.
CREATE VIEW level_alarms AS
SELECT '' AS kind, 0 AS change, '' AS variant_id, '' AS location_id, 0 AS on_hand, 0 AS reserved, 0 AS available,
  0 AS reorder_point, '' AS actor_type, '' AS actor_id, '' AS at
WHERE 0;

CREATE TRIGGER level_alarms_write_events INSTEAD OF INSERT ON level_alarms
WHEN NEW.change <> 0 OR NOT EXISTS (
  SELECT 1 FROM alarms WHERE kind = NEW.kind AND subject = NEW.variant_id || ' ' || NEW.location_id) BEGIN
  DELETE FROM alarms WHERE NEW.change > 0 AND kind = NEW.kind AND subject = NEW.variant_id || ' ' || NEW.location_id;
  INSERT INTO alarms (kind, subject, raised_at)
    SELECT NEW.kind, NEW.variant_id || ' ' || NEW.location_id, NEW.at WHERE NEW.change <= 0 ON CONFLICT DO NOTHING;
  INSERT INTO events (type, data, actor_type, actor_id, created_at)
    SELECT iif(NEW.change > 0, 'inventory.restocked', 'inventory.' || NEW.kind),
      json_object('variant_id', NEW.variant_id, 'location_id', NEW.location_id, 'on_hand', NEW.on_hand / 10000.0,
      'reserved', NEW.reserved / 10000.0, 'available', NEW.available / 10000.0,
      'reorder_point', NEW.reorder_point / 10000.0, 'ledger_sequence', (SELECT max(sequence) FROM stock_ledger)),
      NEW.actor_type, NEW.actor_id, NEW.at
    WHERE NEW.change <= 0 OR NEW.kind = 'out';
END;

-- Inserting a change of a level's available quantity here, after the level has changed, keeps its alarms and writes events if
-- the level has become out of stock, low, oversold or restocked by it. `held` is what is held of the level now, and
-- `reorder_point` the organization's default.
CREATE VIEW availability_changes AS
SELECT '' AS variant_id, '' AS location_id, 0 AS change, 0 AS held, 0 AS reorder_point, '' AS actor_type, '' AS actor_id,
  '' AS at
WHERE 0;

CREATE TRIGGER availability_changes_write_events INSTEAD OF INSERT ON availability_changes WHEN NEW.change <> 0 BEGIN
  INSERT INTO level_alarms (kind, change, variant_id, location_id, on_hand, reserved, available, reorder_point, actor_type,
      actor_id, at)
    SELECT k.kind, NEW.change, NEW.variant_id, NEW.location_id, s.on_hand, s.reserved, s.available - NEW.held,
      coalesce(s.reorder_point, NEW.reorder_point), NEW.actor_type, NEW.actor_id, NEW.at
    FROM level_reorder_points s, level_alarm_kinds k
    WHERE s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND NEW.held + coalesce(k.most, s.reorder_point, NEW.reorder_point)
        BETWEEN min(s.available, s.available - NEW.change) AND max(s.available, s.available - NEW.change) - 1;
END;
