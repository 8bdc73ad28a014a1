-- Full-text search by any part of a name or SKU: an index of trigrams. Words are separated by two spaces, so that a search
-- for one or two letters can match the beginnings of words (src/data/search.ts).
CREATE VIRTUAL TABLE product_search USING fts5(text, content = '', contentless_delete = 1, tokenize = 'trigram');

CREATE VIRTUAL TABLE variant_search USING fts5(text, content = '', contentless_delete = 1, tokenize = 'trigram');

CREATE VIRTUAL TABLE order_search USING fts5(text, content = '', contentless_delete = 1, tokenize = 'trigram');

CREATE VIEW search_texts AS
SELECT p.id AS product_id, p.sequence AS product_sequence, v.sequence AS variant_sequence,
  '  ' || replace(concat_ws(' ', v.sku, v.name, p.name), ' ', '  ') AS text
FROM products p JOIN variants v ON v.product_id = p.id;

CREATE TRIGGER variant_search_insert AFTER INSERT ON variants BEGIN
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.product_id AND variant_sequence = NEW.sequence;
  DELETE FROM product_search WHERE rowid = (SELECT sequence FROM products WHERE id = NEW.product_id);
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.product_id
    GROUP BY product_sequence;
END;

CREATE TRIGGER variant_search_update AFTER UPDATE OF sku, name ON variants
WHEN NEW.sku <> OLD.sku OR NEW.name <> OLD.name BEGIN
  DELETE FROM variant_search WHERE rowid = NEW.sequence;
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.product_id AND variant_sequence = NEW.sequence;
  DELETE FROM product_search WHERE rowid = (SELECT sequence FROM products WHERE id = NEW.product_id);
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.product_id
    GROUP BY product_sequence;
END;

CREATE TRIGGER product_search_update AFTER UPDATE OF name ON products WHEN NEW.name <> OLD.name BEGIN
  DELETE FROM variant_search WHERE rowid IN (SELECT sequence FROM variants WHERE product_id = NEW.id);
  INSERT INTO variant_search (rowid, text)
    SELECT variant_sequence, text FROM search_texts WHERE product_id = NEW.id;
  DELETE FROM product_search WHERE rowid = NEW.sequence;
  INSERT INTO product_search (rowid, text)
    SELECT product_sequence, group_concat(text, ' ') FROM search_texts WHERE product_id = NEW.id
    GROUP BY product_sequence;
END;

CREATE TRIGGER order_search_insert AFTER INSERT ON orders BEGIN
  INSERT INTO order_search (rowid, text) VALUES (NEW.sequence, '  ' || replace(concat_ws(' ', NEW.number,
    NEW.customer ->> 'name', NEW.customer ->> 'email', NEW.customer ->> 'external_id', NEW.external_reference), ' ', '  '));
END;
