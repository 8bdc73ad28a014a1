-- Ledger entries; open to all modules. Those written before actors were recorded were all caused by API keys.
CREATE VIEW inventory_ledger AS
SELECT e.sequence, e.type, e.variant_id, v.sku, e.location_id, e.lot_id, e.quantity, e.on_hand_change, e.reserved_change,
  e.on_hand_after, e.reserved_after, e.unit_cost, e.unit_price, e.value_change, e.value_after, e.reason, e.note, e.reference_type, e.reference_id,
  coalesce(e.actor_type, iif(e.api_key_id IS NULL, NULL, 'api_key')) AS actor_type,
  coalesce(e.actor_id, e.api_key_id) AS actor_id,
  iif(e.actor_type = 'api_key', e.actor_id, e.api_key_id) AS api_key_id,
  e.occurred_at, e.created_at
FROM stock_ledger e JOIN variants v ON v.id = e.variant_id;

-- The entries of lots, for tracing.
CREATE VIEW lot_entries AS
SELECT e.lot_id, e.type, e.sequence, e.location_id, e.on_hand_change, e.reference_id, e.occurred_at
FROM stock_ledger e WHERE e.lot_id IS NOT NULL;
