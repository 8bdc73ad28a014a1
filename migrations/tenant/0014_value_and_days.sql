DROP TRIGGER variants_version;
--> statement-breakpoint
DROP TRIGGER stock_entry_moves_level;
--> statement-breakpoint
DROP VIEW variant_documents;
--> statement-breakpoint
DROP VIEW order_documents;
--> statement-breakpoint
DROP VIEW stock_transfer_documents;
--> statement-breakpoint
DROP VIEW return_authorization_documents;
--> statement-breakpoint
DROP VIEW production_batch_documents;
--> statement-breakpoint
DROP VIEW inventory_ledger;
--> statement-breakpoint
DROP VIEW stock_posting;
--> statement-breakpoint
DROP VIEW inventory_levels;
--> statement-breakpoint
CREATE TABLE `daily_movements` (
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`type` text NOT NULL,
	`day` text NOT NULL,
	`quantity_in` integer NOT NULL,
	`quantity_out` integer NOT NULL,
	`value_in` integer NOT NULL,
	`value_out` integer NOT NULL,
	`lost_quantity` integer NOT NULL,
	`lost_value` integer NOT NULL,
	`revenue` integer NOT NULL,
	`new_orders` integer NOT NULL,
	PRIMARY KEY(`variant_id`, `location_id`, `type`, `day`),
	CONSTRAINT "day_out_of_range" CHECK(max(quantity_in, quantity_out, value_in, value_out, lost_quantity, lost_value, revenue) <= 9000000000000000)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `daily_movements_by_day` ON `daily_movements` (`type`,`day`);
--> statement-breakpoint
CREATE TABLE `stockouts` (
	`variant_id` text NOT NULL,
	`location_id` text NOT NULL,
	`from_sequence` integer NOT NULL,
	`from_day` text NOT NULL,
	`until_sequence` integer,
	`until_day` text,
	PRIMARY KEY(`variant_id`, `location_id`, `from_sequence`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `order_items` ADD `revenue` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `order_items` ADD `cost_of_goods` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `order_items` ADD `returned_cost` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `order_items` ADD `uncosted_quantity` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `production_batches` ADD `input_value` integer;
--> statement-breakpoint
ALTER TABLE `return_authorization_items` ADD `value` integer;
--> statement-breakpoint
ALTER TABLE `stock_ledger` ADD `day` text GENERATED ALWAYS AS (coalesce(local_date, substr(occurred_at, 1, 10))) VIRTUAL;
--> statement-breakpoint
CREATE INDEX `stock_ledger_by_day` ON `stock_ledger` (`day`) WHERE sequence % 16 = 0;
--> statement-breakpoint
ALTER TABLE `stock_levels` ADD `value` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `stock_levels` ADD `last_inbound_at` text;
--> statement-breakpoint
ALTER TABLE `stock_levels` ADD `last_inbound_type` text;
--> statement-breakpoint
ALTER TABLE `stock_transfer_items` ADD `shipped_value` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `stock_transfer_items` ADD `received_value` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
ALTER TABLE `stock_transfer_items` ADD `lost_value` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- What was shipped before has no cost in the ledger.
UPDATE order_items SET uncosted_quantity = fulfilled_quantity WHERE fulfilled_quantity > 0;
--> statement-breakpoint
-- Goods on their way that left without a cost have what the variant costs.
UPDATE stock_transfer_items SET unit_cost = (SELECT cost FROM variants WHERE id = variant_id)
  WHERE unit_cost IS NULL AND shipped_quantity > received_quantity + lost_quantity;
--> statement-breakpoint
UPDATE stock_transfer_items SET shipped_value =
    min(5000000000000000, unit_cost / 10000 * shipped_quantity + (unit_cost % 10000 * shipped_quantity + 5000) / 10000)
  WHERE unit_cost IS NOT NULL AND shipped_quantity > 0;
--> statement-breakpoint
UPDATE stock_transfer_items SET received_value =
    min(shipped_value, unit_cost / 10000 * received_quantity + (unit_cost % 10000 * received_quantity + 5000) / 10000)
  WHERE shipped_value > 0 AND received_quantity > 0;
--> statement-breakpoint
UPDATE stock_transfer_items SET lost_value = shipped_value - received_value
  WHERE lost_quantity > 0 AND shipped_quantity = received_quantity + lost_quantity;
--> statement-breakpoint
-- The last entry that the days and stock-outs of entries from before are to be made from (0016), and how far that is.
INSERT INTO counters (name, value) SELECT 'entries_without_day', coalesce(max(sequence), 0) FROM stock_ledger
  UNION ALL SELECT 'entries_with_day', 0 UNION ALL SELECT 'levels_with_value', 0;
--> statement-breakpoint
CREATE VIEW variant_documents AS
SELECT v.sequence, v.id, v.product_id, v.sku, v.name, v.options, v.unit, v.quantity_decimals, v.price,
  v.current_cost AS cost, v.lot_tracked, v.shelf_life_days, v.status, v.archived_alone, v.metadata, v.version, v.created_at,
  v.updated_at, p.name AS product_name, p.category AS product_category, p.status AS product_status,
  (SELECT json_group_array(b.barcode) FROM (
    SELECT barcode FROM variant_barcodes WHERE variant_id = v.id ORDER BY position) b) AS barcodes
FROM costed_variants v JOIN products p ON p.id = v.product_id;
--> statement-breakpoint
CREATE VIEW order_documents AS
SELECT o.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'location_id', i.location_id,
      'quantity', i.quantity, 'unit_price', i.unit_price,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'fulfilled_quantity', i.fulfilled_quantity, 'cancelled_quantity', i.cancelled_quantity,
      'claimed_quantity', i.claimed_quantity, 'returned_quantity', i.returned_quantity, 'revenue', i.revenue,
      'cost_of_goods', i.cost_of_goods, 'returned_cost', i.returned_cost, 'uncosted_quantity', i.uncosted_quantity,
      'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM order_items i CROSS JOIN variants v WHERE i.document_sequence = o.sequence AND v.id = i.variant_id) AS items
FROM orders o;
--> statement-breakpoint
CREATE VIEW production_batch_documents AS
SELECT d.*, o.sku AS output_sku, o.quantity_decimals AS output_decimals, o.lot_tracked AS output_lot_tracked,
  o.shelf_life_days AS output_shelf_life_days,
  (SELECT json_object('lot_number', l.lot_number, 'expiry_date', l.expiry_date) FROM lots l
    WHERE l.id = d.output_lot_id) AS output_lot,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku, 'location_id', d.location_id,
      'quantity_decimals', v.quantity_decimals, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'planned_quantity', i.planned_quantity, 'actual_quantity', i.actual_quantity, 'waste_quantity', i.waste_quantity,
      'carry', i.carry, 'remainder', i.remainder,
      'reserved_quantity', (SELECT coalesce(sum(r.quantity), 0) FROM reservations r WHERE r.line_id = i.id),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM production_batch_inputs i CROSS JOIN variants v WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM production_batches d JOIN variants o ON o.id = d.output_variant_id;
--> statement-breakpoint
CREATE VIEW return_authorization_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'order_item_id', i.order_item_id, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity', i.quantity, 'condition', i.condition, 'unit_refund', i.unit_refund,
      'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')), 'from_lot_id', i.from_lot_id, 'lot_id', i.lot_id, 'value', i.value))
    FROM return_authorization_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM return_authorizations d;
--> statement-breakpoint
CREATE VIEW stock_transfer_documents AS
SELECT d.*,
  (SELECT json_group_array(json_object(
      'id', i.id, 'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku,
      'quantity_decimals', v.quantity_decimals, 'quantity', i.quantity, 'shipped_quantity', i.shipped_quantity,
      'received_quantity', i.received_quantity, 'lost_quantity', i.lost_quantity,
      'shipped_value', i.shipped_value, 'received_value', i.received_value, 'lost_value', i.lost_value, 'lot_tracked', json(iif(v.lot_tracked, 'true', 'false')),
      'lots', json(CASE WHEN v.lot_tracked
        THEN (SELECT json_group_array(json(r.lot)) FROM line_lots r WHERE r.line_id = i.id)
        ELSE '[]' END)))
    FROM stock_transfer_items i CROSS JOIN variants v
    WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM stock_transfers d;
--> statement-breakpoint
-- What each entry adds to its day. Revenue is the price times the quantity, rounded half up.
CREATE VIEW stock_movements AS
SELECT e.sequence, e.variant_id, e.location_id, e.type, e.day, e.line_id, max(0, e.on_hand_change) AS quantity_in,
  max(0, -e.on_hand_change) AS quantity_out, max(0, e.value_change) AS value_in, max(0, -e.value_change) AS value_out,
  iif(e.type IN ('transfer_lost', 'return_disposed'), e.quantity, 0) AS lost_quantity, e.lost_value,
  coalesce(e.unit_price / 10000 * abs(e.quantity) + (e.unit_price % 10000 * abs(e.quantity) + 5000) / 10000, 0) AS revenue,
  e.first_shipment AS new_orders
FROM stock_ledger e WHERE e.on_hand_change <> 0 OR e.reserved_change = 0;
--> statement-breakpoint
-- What moved on a day, for reports and demand; open to all modules.
CREATE VIEW movement_days AS
SELECT d.variant_id, d.location_id, d.type, d.day, d.quantity_in, d.quantity_out, d.value_in, d.value_out, d.lost_quantity,
  d.lost_value, d.revenue, d.new_orders
FROM daily_movements d;
--> statement-breakpoint
-- From when until when a level had nothing available; open to all modules.
CREATE VIEW stockout_days AS
SELECT o.variant_id, o.location_id, o.from_day, o.until_day FROM stockouts o;
--> statement-breakpoint
-- Ledger entries; open to all modules. Those written before actors were recorded were all caused by API keys.
CREATE VIEW inventory_ledger AS
SELECT e.sequence, e.type, e.variant_id, v.sku, e.location_id, e.lot_id, e.quantity, e.on_hand_change, e.reserved_change,
  e.on_hand_after, e.reserved_after, e.unit_cost, e.unit_price, e.value_change, e.value_after, e.reason, e.note, e.reference_type, e.reference_id,
  coalesce(e.actor_type, iif(e.api_key_id IS NULL, NULL, 'api_key')) AS actor_type,
  coalesce(e.actor_id, e.api_key_id) AS actor_id,
  iif(e.actor_type = 'api_key', e.actor_id, e.api_key_id) AS api_key_id,
  e.occurred_at, e.created_at
FROM stock_ledger e JOIN variants v ON v.id = e.variant_id;
--> statement-breakpoint
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
--> statement-breakpoint
-- The only way to change stock: a row inserted here becomes a ledger entry with its running values and its value (value.sql).
-- The level (level.sql), the lot (lot.sql), the reservation (reservation.sql) and the day (daily.sql) follow from the entry. `lot_id` is null for variants that are not
-- lot-tracked; `today` is the date in the organization's time zone when it was decided, and `tomorrow_at` when it ends. `value` is
-- what an arrival or a loss is worth or, of what leaves, the value that it must have (`stale_value`). What each kind of movement
-- requires is listed in `src/ledger/movements.ts`.
CREATE VIEW stock_posting AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS arrives, 0 AS takes_available, 0 AS needs_usable_lot, 0 AS expected_on_hand, 0 AS silent,
  0 AS reorder_point, 0 AS unit_cost, 0 AS value, 0 AS unit_price, 0 AS first_shipment, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id,
  '' AS actor_type, '' AS actor_id, '' AS today, '' AS tomorrow_at, '' AS at
WHERE 0;
--> statement-breakpoint
-- A row inserted here, by the trigger of `stock_posting`, becomes a ledger entry. Its value is that of `valued_quantity` at
-- `basis_value` for each `basis_quantity`; the basis is null if no cost is known.
CREATE VIEW stock_valuation AS
SELECT '' AS type, '' AS variant_id, '' AS location_id, '' AS lot_id, 0 AS quantity, 0 AS on_hand_change,
  0 AS reserved_change, 0 AS arrives, 0 AS on_hand_after, 0 AS reserved_after, 0 AS lot_on_hand_after, 0 AS value_before,
  0 AS basis_value, 0 AS basis_quantity, 0 AS valued_quantity, 0 AS given_value, 0 AS given_unit_cost, 0 AS unit_price,
  0 AS first_shipment, '' AS reason, '' AS note, '' AS reference_type, '' AS reference_id, '' AS line_id, '' AS actor_type,
  '' AS actor_id, '' AS occurred_at, '' AS local_date, '' AS created_at
WHERE 0;
--> statement-breakpoint
-- Variants with what each costs, `current_cost`: the average of what is on hand everywhere or, if there is none, what the last of
-- it had cost. Open to all modules.
CREATE VIEW costed_variants AS
SELECT v.*, coalesce((
  SELECT CASE WHEN sum(s.on_hand) > 0 THEN sum(s.value) / sum(s.on_hand) * 10000
      + sum(s.value) % sum(s.on_hand) * 100 / sum(s.on_hand) * 100
      + (sum(s.value) % sum(s.on_hand) * 100 % sum(s.on_hand) * 100 + sum(s.on_hand) / 2) / sum(s.on_hand) END
  FROM stock_levels s WHERE s.variant_id = v.id), v.cost) AS current_cost
FROM variants v;
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
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
--> statement-breakpoint
CREATE TRIGGER stock_posting_writes_ledger INSTEAD OF INSERT ON stock_posting BEGIN
  -- An entry is of a variant that exists, and what it reserves is for a document's line.
  SELECT CASE
    WHEN NEW.reserved_change <> 0 AND NEW.line_id IS NULL THEN RAISE(ABORT, 'reservation_without_line')
    WHEN NOT EXISTS (SELECT 1 FROM variants WHERE id = NEW.variant_id) THEN RAISE(ABORT, 'unknown_variant') END;
  -- What arrives must be of an active variant and location, and no finer than the variant is counted in.
  SELECT CASE
      WHEN v.status <> 'active' OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
        THEN RAISE(ABORT, 'archived')
      WHEN NEW.on_hand_change % CAST(substr('10000', 1, 5 - v.quantity_decimals) AS INTEGER) <> 0
        THEN RAISE(ABORT, 'stale_precision') END
    FROM variants v WHERE NEW.on_hand_change > 0 AND v.id = NEW.variant_id;
  -- A lot must be the variant's own, and one that may be used where the movement needs that.
  SELECT CASE
      WHEN l.variant_id <> NEW.variant_id THEN RAISE(ABORT, 'stale_lot')
      WHEN NEW.needs_usable_lot AND l.usable_through < NEW.today THEN RAISE(ABORT, 'insufficient_stock') END
    FROM lots l WHERE l.id = NEW.lot_id;
  INSERT INTO stock_valuation (type, variant_id, location_id, lot_id, quantity, on_hand_change, reserved_change, arrives,
      on_hand_after, reserved_after, lot_on_hand_after, value_before, basis_value, basis_quantity, valued_quantity,
      given_value, given_unit_cost, unit_price, first_shipment, reason, note, reference_type, reference_id, line_id,
      actor_type, actor_id, occurred_at, local_date, created_at)
    SELECT CASE
        -- Decided before the variant was tracked by lots, or while it still was; or while another quantity was on hand.
        WHEN v.lot_tracked <> (NEW.lot_id IS NOT NULL) AND (NEW.on_hand_change <> 0 OR NEW.reserved_change <> 0)
          THEN RAISE(ABORT, 'stale_tracking')
        WHEN NEW.expected_on_hand <> iif(NEW.lot_id IS NULL, coalesce(s.on_hand, 0), coalesce(k.on_hand, 0))
          THEN RAISE(ABORT, 'stale_level') ELSE NEW.type END,
      v.id, NEW.location_id, NEW.lot_id, NEW.quantity, NEW.on_hand_change, NEW.reserved_change,
      coalesce(NEW.arrives, 0),
      coalesce(s.on_hand, 0) + NEW.on_hand_change, coalesce(s.reserved, 0) + NEW.reserved_change,
      iif(NEW.lot_id IS NULL, NULL, coalesce(k.on_hand, 0) + NEW.on_hand_change),
      coalesce(s.value, 0),
      -- What the entry's value is computed from: a value for a quantity.
      CASE WHEN NEW.type = 'revaluation' THEN NEW.unit_cost
        WHEN NEW.on_hand_change < 0 THEN coalesce(s.value, 0)
        WHEN NEW.on_hand_change = 0 THEN iif(NEW.reserved_change = 0, NEW.value, NULL)
        ELSE coalesce(NEW.value, NEW.unit_cost, iif(s.on_hand > 0, s.value, NULL), v.current_cost) END,
      CASE WHEN NEW.type = 'revaluation' THEN 10000
        WHEN NEW.on_hand_change < 0 THEN max(1, coalesce(s.on_hand, 0))
        WHEN NEW.on_hand_change = 0 THEN max(1, NEW.quantity)
        WHEN NEW.value IS NOT NULL THEN NEW.on_hand_change
        WHEN NEW.unit_cost IS NULL AND s.on_hand > 0 THEN s.on_hand
        ELSE 10000 END,
      CASE WHEN NEW.type = 'revaluation' THEN coalesce(s.on_hand, 0)
        WHEN NEW.on_hand_change = 0 THEN iif(NEW.reserved_change = 0, NEW.quantity, 0)
        ELSE abs(NEW.on_hand_change) END,
      NEW.value,
      CASE WHEN NEW.type = 'revaluation' OR (NEW.on_hand_change > 0 AND NEW.value IS NULL) THEN NEW.unit_cost END,
      NEW.unit_price, coalesce(NEW.first_shipment, 0),
      NEW.reason, NEW.note, NEW.reference_type, NEW.reference_id, NEW.line_id, NEW.actor_type, NEW.actor_id,
      max(NEW.at, coalesce(e.occurred_at, '')),
      max(iif(NEW.at >= NEW.tomorrow_at, date(NEW.today, '+1 day'), NEW.today), coalesce(e.day, '')),
      NEW.at
    FROM costed_variants v
    LEFT JOIN stock_levels s ON s.variant_id = v.id AND s.location_id = NEW.location_id
    LEFT JOIN lot_stock k ON k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id
    LEFT JOIN stock_ledger e ON e.sequence = (SELECT max(sequence) FROM stock_ledger)
    WHERE v.id = NEW.variant_id;
  -- What is taken for demand must be available; a recorded fact, or what was reserved before, need not be.
  SELECT RAISE(ABORT, 'insufficient_stock') FROM stock_levels s
    WHERE NEW.takes_available AND NEW.on_hand_change < NEW.reserved_change
      AND s.variant_id = NEW.variant_id AND s.location_id = NEW.location_id
      AND CASE WHEN NEW.lot_id IS NULL THEN s.available < 0
        ELSE (SELECT k.on_hand < k.reserved FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
          OR ((SELECT l.usable_through >= NEW.today FROM lots l WHERE l.id = NEW.lot_id)
            AND s.available < coalesce((SELECT sum(h.held) FROM held_stock h WHERE h.variant_id = NEW.variant_id
              AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0)) END;
  -- Of a lot that may not be used, only what is reserved beyond its stock changes what is available.
  INSERT INTO availability_changes (variant_id, location_id, change, held, reorder_point, actor_type, actor_id, at)
    VALUES (NEW.variant_id, NEW.location_id,
      CASE WHEN NEW.silent THEN 0
        WHEN (SELECT usable_through < NEW.today FROM lots WHERE id = NEW.lot_id) THEN (
          SELECT min(0, k.on_hand - k.reserved)
            - min(0, k.on_hand - k.reserved - NEW.on_hand_change + NEW.reserved_change)
          FROM lot_stock k WHERE k.lot_id = NEW.lot_id AND k.location_id = NEW.location_id)
        ELSE NEW.on_hand_change - NEW.reserved_change END,
      CASE WHEN NEW.lot_id IS NULL THEN 0 ELSE coalesce((SELECT sum(h.held) FROM held_stock h
        WHERE h.variant_id = NEW.variant_id AND h.location_id = NEW.location_id AND h.usable_through < NEW.today), 0) END,
      NEW.reorder_point, NEW.actor_type, NEW.actor_id, NEW.at);
END;
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
                NEW.basis_value % NEW.basis_quantity * (NEW.valued_quantity / 10000000000) AS d2))))) a;
END;
--> statement-breakpoint
-- When the last of a variant leaves, its cost stays what it was.
CREATE TRIGGER stock_entry_keeps_cost BEFORE INSERT ON stock_ledger
WHEN NEW.on_hand_change < 0 AND NEW.on_hand_after = 0 BEGIN
  UPDATE variants SET cost = (SELECT current_cost FROM costed_variants WHERE id = NEW.variant_id)
  WHERE id = NEW.variant_id AND NOT EXISTS (SELECT 1 FROM stock_levels
    WHERE variant_id = NEW.variant_id AND location_id <> NEW.location_id AND on_hand > 0);
END;
--> statement-breakpoint
CREATE TRIGGER variants_version BEFORE UPDATE OF sku, name, options, unit, quantity_decimals, price, lot_tracked, shelf_life_days, status, archived_alone, metadata, version ON variants WHEN NEW.version <> OLD.version + 1
BEGIN SELECT RAISE(ABORT, 'stale_version'); END;
