import { hrefOf } from "../router";
import type { FeedEvent } from "./feed";

/** What an event is about: its name, and where it is shown. */
export type About = { label: string; href?: string; path?: string };

const PAGES: Record<string, string> = { lot: "lots", cycle_count: "counts", variant: "variants" };
const PATHS: Record<string, string> = {
  ...{ order: "orders", purchase_order: "purchase_orders", stock_transfer: "stock_transfers", location: "locations" },
  ...{ return_authorization: "return_authorizations", production_batch: "production_batches", product: "products" },
  ...{ supplier: "suppliers", recipe: "recipes", inventory_policy: "inventory_policies", insight: "ai/insights" },
  ...{ waste_record: "waste_records", inventory_adjustment: "inventory_adjustments" },
  ...{ webhook_endpoint: "webhook_endpoints", alert_subscription: "alert_subscriptions", integration: "integrations" },
};

type Resource = { id?: string; number?: string; name?: string; sku?: string; lot_number?: string; title?: string };

export function aboutOf({ data }: FeedEvent, skus: ReadonlyMap<string, string>): About {
  for (const [kind, value] of Object.entries(data)) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
    const { id, number, lot_number, title, name, sku } = value as Resource;
    if (!id) continue;
    const label = number ?? lot_number ?? title ?? name ?? sku ?? id;
    const page = PAGES[kind];
    if (page) return { label, href: hrefOf([page, id]) };
    if (kind === "insight") return { label, href: hrefOf(["insights"]) };
    return { label, ...(PATHS[kind] ? { path: `/api/v1/${PATHS[kind]}/${encodeURIComponent(id)}` } : {}) };
  }
  const { variant_id } = data as { variant_id?: string };
  if (variant_id) return { label: skus.get(variant_id) ?? "Item", href: hrefOf(["variants", variant_id]) };
  return { label: "" };
}
