-- A level has the running values of its last ledger entry. It is lot-tracked if its entries have lots; an entry that moves
-- nothing can be without one, so the variant decides.
--
-- Stock last came in with its last receipt (purchase, transfer, return, production). Until there is one, it did when it first
-- came to be there, which shows as an adjustment.
CREATE TRIGGER stock_entry_moves_level AFTER INSERT ON stock_ledger BEGIN
  INSERT INTO stock_levels (variant_id, location_id, on_hand, reserved, value, lot_tracked, last_inbound_at,
      last_inbound_type, updated_at)
    SELECT NEW.variant_id, NEW.location_id, NEW.on_hand_after, NEW.reserved_after, NEW.value_after,
      iif(NEW.on_hand_change = 0 AND NEW.reserved_change = 0,
        (SELECT lot_tracked FROM variants WHERE id = NEW.variant_id), NEW.lot_id IS NOT NULL),
      iif(i.type IS NULL, NULL, NEW.occurred_at), i.type, NEW.created_at
    FROM (SELECT CASE
      WHEN NEW.type IN ('purchase_received', 'transfer_in', 'return_received', 'production_output') THEN NEW.type
      WHEN NEW.on_hand_change > 0 THEN 'adjustment' END AS type) i
    WHERE 1
    ON CONFLICT (variant_id, location_id)
    DO UPDATE SET on_hand = excluded.on_hand, reserved = excluded.reserved, value = excluded.value,
      last_inbound_at = iif(excluded.last_inbound_type = 'adjustment', coalesce(last_inbound_at, excluded.last_inbound_at),
        coalesce(excluded.last_inbound_at, last_inbound_at)),
      last_inbound_type = iif(excluded.last_inbound_type = 'adjustment',
        coalesce(last_inbound_type, excluded.last_inbound_type), coalesce(excluded.last_inbound_type, last_inbound_type)),
      updated_at = excluded.updated_at;
END;

-- Levels with what is incoming by open purchase orders and transfers; open to all modules. `available` is on hand minus
-- reserved. It includes what is held (lot.sql), which depends on the day. `incoming` is at most the largest whole number that
-- JSON can carry, 2^53 - 1; what would take it over 9e15 is refused where it arises.
CREATE VIEW inventory_levels AS
SELECT s.sequence, s.variant_id, v.sku, v.product_id, p.name AS product_name, s.location_id, l.name AS location_name,
  s.on_hand, s.reserved, s.available, s.lot_tracked, s.value,
  min(9007199254740991, coalesce((SELECT sum(i.open_quantity) FROM purchase_order_items i
    WHERE i.variant_id = s.variant_id AND i.location_id = s.location_id
      AND i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity), 0)
  + coalesce((SELECT sum(i.in_transit) FROM stock_transfer_items i
    WHERE i.variant_id = s.variant_id AND i.to_location_id = s.location_id
      AND i.shipped_quantity > i.received_quantity + i.lost_quantity), 0)) AS incoming,
  s.updated_at
FROM stock_levels s
JOIN variants v ON v.id = s.variant_id
JOIN products p ON p.id = v.product_id
JOIN locations l ON l.id = s.location_id;

-- Levels as they are stored, for reports over all of them; open to all modules.
CREATE VIEW level_quantities AS
SELECT s.sequence, s.variant_id, s.location_id, s.on_hand, s.reserved, s.available, s.lot_tracked, s.value,
  s.last_inbound_at, s.last_inbound_type
FROM stock_levels s;

-- What is incoming line by line; open to all modules. `inventory_levels` sums the same for each level, in its own words: neither
-- engine looks for the lines of one level in a UNION ALL, so each page of levels would read all lines there are.
CREATE VIEW incoming_lines AS
SELECT i.variant_id, i.location_id, i.open_quantity AS quantity, 0 AS value FROM purchase_order_items i
WHERE i.quantity > i.received_quantity + i.rejected_quantity + i.cancelled_quantity
UNION ALL SELECT i.variant_id, i.to_location_id, i.in_transit, i.shipped_value - i.received_value - i.lost_value
FROM stock_transfer_items i WHERE i.shipped_quantity > i.received_quantity + i.lost_quantity;
