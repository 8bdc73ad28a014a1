CREATE INDEX `reservations_in_transit` ON `reservations` (`lot_id`) WHERE reference_type = 'stock_transfer' AND lot_id <> '' AND taken > arrived;
--> statement-breakpoint
-- The lots of transfers' lines that have left the source and have not arrived yet; open to all modules.
CREATE VIEW lots_in_transit AS
SELECT r.lot_id, r.line_id, r.reference_id AS stock_transfer_id, r.taken - r.arrived AS quantity
FROM reservations r WHERE r.reference_type = 'stock_transfer' AND r.lot_id <> '' AND r.taken > r.arrived;
