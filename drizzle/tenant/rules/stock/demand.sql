-- Demand by day, variant and location: what orders shipped, and what was imported from before; open to all modules. What came
-- back of orders on that day is kept beside it.
CREATE VIEW demand_days AS
SELECT d.day, d.variant_id, d.location_id, d.quantity_out AS quantity, d.revenue, 'own' AS source,
  coalesce((SELECT r.quantity_in FROM daily_movements r WHERE r.variant_id = d.variant_id AND r.location_id = d.location_id
    AND r.type = 'return_received' AND r.day = d.day), 0)
  + coalesce((SELECT r.lost_quantity FROM daily_movements r WHERE r.variant_id = d.variant_id
    AND r.location_id = d.location_id AND r.type = 'return_disposed' AND r.day = d.day), 0) AS returned_quantity
FROM daily_movements d WHERE d.type = 'order_fulfilled'
UNION ALL SELECT i.day, i.variant_id, i.location_id, i.quantity, i.revenue, 'imported', 0 FROM imported_demand i;
