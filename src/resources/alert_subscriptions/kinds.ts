import type { AlertKind } from "../../shared/alerts";
import type { EventType } from "../../shared/event_types";

/** The type of event that each kind of alert is about. */
export const EVENT_TYPE_OF = {
  low_stock: "inventory.low",
  out_of_stock: "inventory.out",
  oversold: "inventory.oversold",
  expiring: "lot.expiring",
  expired: "lot.expired",
  purchase_order_overdue: "purchase_order.overdue",
  stockout_forecast: "insight.created",
  insight: "insight.created",
} as const satisfies Record<AlertKind, EventType>;

/** The types of events that alerts of these kinds are about. */
export function eventTypesOf(kinds: readonly AlertKind[]): EventType[] {
  return [...new Set(kinds.map((kind) => EVENT_TYPE_OF[kind]))];
}
