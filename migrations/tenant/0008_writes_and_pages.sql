DROP TRIGGER order_items_require_active;
--> statement-breakpoint
DROP TRIGGER production_batches_require_active;
--> statement-breakpoint
DROP TRIGGER production_batch_inputs_require_active;
--> statement-breakpoint
DROP TRIGGER purchase_order_items_require_active;
--> statement-breakpoint
DROP TRIGGER stock_transfer_items_require_active;
--> statement-breakpoint
DROP VIEW released_lots;
--> statement-breakpoint
DROP INDEX `idempotency_key_taken`;
--> statement-breakpoint
ALTER TABLE `idempotency_keys` ADD `portion` integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX `idempotency_key_taken` ON `idempotency_keys` (`owner`,`key`,`portion`);
--> statement-breakpoint
-- The smallest quantity that each variant is counted in, in stored units: its quantities are multiples of it.
CREATE VIEW quantity_steps AS
SELECT id AS variant_id, CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) AS step FROM variants;
--> statement-breakpoint
-- Inserting a row here aborts the commit: what it was decided on is no longer so (src/data/unchanged.ts).
CREATE VIEW outdated_reads AS SELECT 0 AS outdated WHERE 0;
--> statement-breakpoint
-- Inserting a row here ends a dry run: the statements before it were accepted, and are undone (src/commands/unit_of_work.ts).
CREATE VIEW dry_runs AS SELECT 0 AS accepted WHERE 0;
--> statement-breakpoint
CREATE TRIGGER recipes_require_active AFTER INSERT ON recipes BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.output_variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.output_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER recipes_change_to_active AFTER UPDATE OF output_variant_id, output_quantity ON recipes
WHEN NEW.output_variant_id <> OLD.output_variant_id OR NEW.output_quantity <> OLD.output_quantity BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NEW.output_variant_id <> OLD.output_variant_id
    AND (SELECT status FROM variants WHERE id = NEW.output_variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.output_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER recipe_items_require_active AFTER INSERT ON recipe_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_require_active AFTER INSERT ON inventory_policies BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active'
    OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
    OR (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER inventory_policies_change_to_active AFTER UPDATE OF supplier_id ON inventory_policies
WHEN NEW.supplier_id IS NOT OLD.supplier_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER outdated_reads_abort INSTEAD OF INSERT ON outdated_reads BEGIN SELECT RAISE(ABORT, 'stale_read'); END;
--> statement-breakpoint
CREATE TRIGGER dry_runs_undo INSTEAD OF INSERT ON dry_runs BEGIN SELECT RAISE(ABORT, 'dry_run'); END;
--> statement-breakpoint
CREATE TRIGGER cycle_counts_require_active AFTER INSERT ON cycle_counts BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
    OR EXISTS (SELECT 1 FROM json_each(NEW.variant_ids) j CROSS JOIN variants v ON v.id = j.value WHERE v.status <> 'active');
END;
--> statement-breakpoint
CREATE TRIGGER cycle_count_items_require_active AFTER INSERT ON cycle_count_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.counted_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
-- Finer than the variant is counted in by now.
CREATE TRIGGER cycle_count_items_keep_precision AFTER UPDATE OF counted_quantity ON cycle_count_items
WHEN NEW.counted_quantity IS NOT OLD.counted_quantity BEGIN
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.counted_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER order_items_require_active AFTER INSERT ON order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER production_batches_require_active AFTER INSERT ON production_batches BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.output_variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER production_batch_inputs_require_active AFTER INSERT ON production_batch_inputs BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.planned_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER purchase_orders_require_active AFTER INSERT ON purchase_orders BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER purchase_orders_change_to_active AFTER UPDATE OF supplier_id ON purchase_orders
WHEN NEW.supplier_id <> OLD.supplier_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER purchase_order_items_require_active AFTER INSERT ON purchase_order_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NOT (
    (SELECT status FROM variants WHERE id = NEW.variant_id) = 'active'
    AND (SELECT status FROM locations WHERE id = NEW.location_id) = 'active');
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
--> statement-breakpoint
CREATE TRIGGER return_authorizations_require_active AFTER INSERT ON return_authorizations BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER return_authorizations_change_to_active AFTER UPDATE OF location_id ON return_authorizations
WHEN NEW.location_id <> OLD.location_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active';
END;
--> statement-breakpoint
-- What is sellable will arrive in stock.
CREATE TRIGGER return_authorization_items_require_active AFTER INSERT ON return_authorization_items
WHEN NEW.condition = 'sellable' BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER stock_transfers_require_active AFTER INSERT ON stock_transfers BEGIN
  SELECT RAISE(ABORT, 'archived') FROM locations
    WHERE id IN (NEW.from_location_id, NEW.to_location_id) AND status <> 'active';
END;
--> statement-breakpoint
CREATE TRIGGER stock_transfer_items_require_active AFTER INSERT ON stock_transfer_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
  -- Finer than the variant is counted in by now.
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.variant_id) <> 0;
END;
