import type { EventType } from "./feed";

/** What happens to each kind of thing: the types of events, by the part before their dot. */
const HAPPENINGS = {
  order: ["created", "reserved", "fulfilled", "partially_fulfilled", "released", "cancelled"],
  purchase_order: ["created", "updated", "received", "closed", "cancelled", "overdue"],
  stock_transfer: ["created", "shipped", "received", "cancelled"],
  cycle_count: ["created", "updated", "started", "completed", "cancelled"],
  return_authorization: ["created", "updated", "received", "cancelled"],
  production_batch: ["created", "started", "released", "completed", "cancelled"],
  product: ["created", "updated", "archived"],
  location: ["created", "updated", "archived"],
  supplier: ["created", "updated", "archived"],
  inventory_policy: ["created", "updated", "deleted"],
  recipe: ["created", "updated", "archived"],
  inventory: ["adjusted", "low", "out", "oversold", "restocked"],
  lot: ["updated", "expiring", "expired", "recalled"],
  waste: ["recorded"],
  demand_history: ["imported"],
  forecast: ["updated"],
  insight: ["created", "dismissed"],
  webhook_endpoint: ["created", "updated", "deleted", "tested", "disabled"],
  alert_subscription: ["created", "updated", "deleted", "disabled"],
  integration: ["created", "updated", "deleted", "failed"],
} as const;

type Happenings = typeof HAPPENINGS;
type Listed = { [Kind in keyof Happenings]: `${Kind}.${Happenings[Kind][number]}` }[keyof Happenings];

/** All types of events, by kind. A type that is missing or unknown here is a fault of types. */
export const EVENT_TYPES = Object.entries(HAPPENINGS).map(([kind, happenings]) => ({
  kind,
  types: happenings.map((happening) => `${kind}.${happening}` as Listed & EventType),
})) satisfies { types: ([EventType] extends [Listed] ? EventType : never)[] }[];
