CREATE VIEW variant_documents AS
SELECT v.sequence, v.id, v.product_id, v.sku, v.name, v.options, v.unit, v.quantity_decimals, v.price,
  v.current_cost AS cost, v.lot_tracked, v.shelf_life_days, v.status, v.archived_alone, v.metadata, v.version, v.created_at,
  v.updated_at, p.name AS product_name, p.category AS product_category, p.status AS product_status,
  (SELECT json_group_array(b.barcode) FROM (
    SELECT barcode FROM variant_barcodes WHERE variant_id = v.id ORDER BY position) b) AS barcodes
FROM costed_variants v JOIN products p ON p.id = v.product_id;

-- The smallest quantity that each variant is counted in, in stored units: its quantities are multiples of it.
CREATE VIEW quantity_steps AS
SELECT id AS variant_id, CAST(substr('10000', 1, 5 - quantity_decimals) AS INTEGER) AS step FROM variants;

-- A variant's quantity_decimals can be reduced only if it has never had stock, and no open document or active recipe may have
-- finer quantities of it.
CREATE TRIGGER variants_keep_precision BEFORE UPDATE OF quantity_decimals ON variants
WHEN NEW.quantity_decimals < OLD.quantity_decimals BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM stock_levels WHERE variant_id = NEW.id)
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id);
END;

CREATE VIEW recipe_documents AS
SELECT d.*, o.sku AS output_sku, o.quantity_decimals AS output_decimals, o.status AS output_status,
  (SELECT json_group_array(json_object(
      'position', i.position, 'variant_id', i.variant_id, 'sku', v.sku, 'quantity_decimals', v.quantity_decimals,
      'variant_status', v.status, 'quantity', i.quantity, 'scrap_percent', i.scrap_percent))
    FROM recipe_items i CROSS JOIN variants v WHERE i.document_sequence = d.sequence AND v.id = i.variant_id) AS items
FROM recipes d JOIN variants o ON o.id = d.output_variant_id;

CREATE TRIGGER recipes_require_active AFTER INSERT ON recipes BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.output_variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.output_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;

CREATE TRIGGER recipes_change_to_active AFTER UPDATE OF output_variant_id, output_quantity ON recipes
WHEN NEW.output_variant_id <> OLD.output_variant_id OR NEW.output_quantity <> OLD.output_quantity BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE NEW.output_variant_id <> OLD.output_variant_id
    AND (SELECT status FROM variants WHERE id = NEW.output_variant_id) <> 'active';
  SELECT RAISE(ABORT, 'stale_precision') WHERE NEW.output_quantity % (
    SELECT step FROM quantity_steps WHERE variant_id = NEW.output_variant_id) <> 0;
END;

CREATE TRIGGER recipe_items_require_active AFTER INSERT ON recipe_items BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active';
END;

CREATE VIEW lot_documents AS
SELECT l.*, v.sku,
  min(9007199254740991, coalesce((SELECT sum(k.reserved) FROM lot_stock k WHERE k.lot_id = l.id), 0)) AS reserved
FROM lots l JOIN variants v ON v.id = l.variant_id;

CREATE VIEW inventory_policy_documents AS
SELECT d.*, v.sku, v.quantity_decimals FROM inventory_policies d JOIN variants v ON v.id = d.variant_id;

CREATE TRIGGER inventory_policies_require_active AFTER INSERT ON inventory_policies BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM variants WHERE id = NEW.variant_id) <> 'active'
    OR (SELECT status FROM locations WHERE id = NEW.location_id) <> 'active'
    OR (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;

CREATE TRIGGER inventory_policies_change_to_active AFTER UPDATE OF supplier_id ON inventory_policies
WHEN NEW.supplier_id IS NOT OLD.supplier_id BEGIN
  SELECT RAISE(ABORT, 'archived') WHERE (SELECT status FROM suppliers WHERE id = NEW.supplier_id) <> 'active';
END;
