-- A variant, location or supplier can't be archived while it has stock or open documents (documents/open_documents.sql).
CREATE TRIGGER variants_in_use BEFORE UPDATE OF status ON variants
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE variant_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (SELECT 1 FROM open_documents WHERE variant_id = NEW.id);
END;

CREATE TRIGGER locations_in_use BEFORE UPDATE OF status ON locations
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (
    SELECT 1 FROM stock_levels WHERE location_id = NEW.id AND (on_hand <> 0 OR reserved <> 0))
  OR EXISTS (SELECT 1 FROM open_documents WHERE location_id = NEW.id);
END;

CREATE TRIGGER suppliers_in_use BEFORE UPDATE OF status ON suppliers
WHEN NEW.status = 'archived' AND OLD.status <> 'archived' BEGIN
  SELECT RAISE(ABORT, 'in_use') WHERE EXISTS (SELECT 1 FROM open_documents WHERE supplier_id = NEW.id);
END;
