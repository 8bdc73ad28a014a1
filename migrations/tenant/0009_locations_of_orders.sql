-- A migration of its own: all lines of all orders are read, and a server that others use ends a transaction after 5 s.
INSERT INTO order_locations (location_id, document_sequence)
  SELECT location_id, sequence FROM orders WHERE location_id IS NOT NULL
  UNION SELECT location_id, document_sequence FROM order_items WHERE true
  ON CONFLICT (location_id, document_sequence) DO NOTHING;
