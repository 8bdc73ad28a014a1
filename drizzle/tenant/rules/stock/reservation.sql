-- For each document line and lot: what is reserved (`quantity`), what has left stock by the line (`taken`), and what of
-- that has arrived at its destination. All of it follows from the line's ledger entries.
CREATE TRIGGER stock_entry_moves_reservation AFTER INSERT ON stock_ledger WHEN NEW.line_id IS NOT NULL BEGIN
  INSERT INTO reservations (line_id, lot_id, reference_type, reference_id, variant_id, location_id, quantity)
    SELECT NEW.line_id, coalesce(NEW.lot_id, ''), NEW.reference_type, NEW.reference_id, NEW.variant_id, NEW.location_id, 0
    WHERE NEW.reserved_change > 0 OR (NEW.on_hand_change < 0 AND NEW.lot_id IS NOT NULL)
    ON CONFLICT (line_id, lot_id) DO NOTHING;
  UPDATE reservations SET quantity = quantity + NEW.reserved_change,
      taken = taken + iif(NEW.lot_id IS NULL, 0, max(0, -NEW.on_hand_change)),
      arrived = arrived + iif(NEW.arrives, NEW.quantity, 0)
    WHERE (NEW.reserved_change <> 0 OR NEW.lot_id IS NOT NULL)
      AND line_id = NEW.line_id AND lot_id = coalesce(NEW.lot_id, '');
END;

-- What is reserved at present, and for which document; open to all modules.
CREATE VIEW open_reservations AS
SELECT r.lot_id, r.line_id, r.reference_type, r.reference_id, r.variant_id, r.location_id, r.quantity
FROM reservations r WHERE r.quantity > 0;

-- The lots of a document line: what is reserved, taken and arrived of each, and what return authorizations claim of it. A
-- document may have thousands of lots, so they are arrays; `drizzle/tenant/inventory.ts` names their members.
CREATE VIEW line_lots AS
SELECT r.line_id, json_array(l.id, l.lot_number, l.expiry_date, l.usable_through, l.sequence, r.quantity, r.taken, r.arrived,
  coalesce((SELECT sum(i.quantity) FROM return_authorization_items i INDEXED BY return_items_by_lot
    CROSS JOIN return_authorizations d ON d.sequence = i.document_sequence
    WHERE i.order_item_id = r.line_id AND i.from_lot_id = r.lot_id AND d.status <> 'cancelled'), 0)) AS lot
FROM reservations r CROSS JOIN lots l ON l.id = r.lot_id WHERE r.quantity > 0 OR r.taken > 0;

-- The lots of transfers' lines that have left the source and have not arrived yet; open to all modules.
CREATE VIEW lots_in_transit AS
SELECT r.lot_id, r.line_id, r.reference_id AS stock_transfer_id, r.taken - r.arrived AS quantity
FROM reservations r WHERE r.reference_type = 'stock_transfer' AND r.lot_id <> '' AND r.taken > r.arrived;
