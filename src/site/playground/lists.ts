import type { OpenApiDocument } from "./fill";

/** The statuses in which something can be done to a thing of a collection, by the path at which it is done. */
export const FITTING: Readonly<Record<string, readonly string[]>> = {
  "/api/v1/orders/{id}/reserve": ["pending"],
  "/api/v1/orders/{id}/fulfill": ["pending", "reserved"],
  "/api/v1/orders/{id}/cancel": ["pending", "reserved"],
  "/api/v1/purchase_orders/{id}": ["ordered"],
  "/api/v1/purchase_orders/{id}/receive": ["ordered"],
  "/api/v1/purchase_orders/{id}/cancel": ["ordered"],
  "/api/v1/purchase_orders/{id}/close": ["partially_received", "ordered"],
  "/api/v1/stock_transfers/{id}/ship": ["draft"],
  "/api/v1/stock_transfers/{id}/receive": ["in_transit"],
  "/api/v1/stock_transfers/{id}/cancel": ["draft"],
  "/api/v1/cycle_counts/{id}": ["in_progress"],
  "/api/v1/cycle_counts/{id}/load_inventory": ["draft"],
  "/api/v1/cycle_counts/{id}/start": ["draft"],
  "/api/v1/cycle_counts/{id}/complete": ["in_progress"],
  "/api/v1/cycle_counts/{id}/cancel": ["draft", "in_progress"],
  "/api/v1/return_authorizations/{id}": ["pending"],
  "/api/v1/return_authorizations/{id}/receive": ["pending"],
  "/api/v1/return_authorizations/{id}/cancel": ["pending"],
  "/api/v1/production_batches/{id}/start": ["planned"],
  "/api/v1/production_batches/{id}/complete": ["in_progress"],
  "/api/v1/production_batches/{id}/cancel": ["planned"],
  "/api/v1/webhook_endpoints/{id}/test": ["active"],
  "/api/v1/webhook_endpoints/{id}/replay": ["active"],
};

/** How many things are asked for of the collections of which the newest alone will not do. An organization has few of these. */
const ROWS: Readonly<Record<string, number>> = {
  "/api/v1/inventory_levels": 100,
  "/api/v1/variants": 100,
  "/api/v1/locations": 100,
  "/api/v1/integrations": 25,
  "/api/v1/webhook_endpoints": 25,
  "/api/v1/api_keys": 25,
};

/** Collections whose things the rows of another one name: each variant has its product's id. */
const NAMED_BY_OTHERS = ["/api/v1/products"];

/** The newest things of a collection: those in a status in which something can be done to them, wherever they are among the others. */
export type List = { collection: string; input: { per_page: number; status?: string[] } };

/** What the examples need: one list of each collection whose things have ids. */
export function listsOf({ paths }: OpenApiDocument): List[] {
  const collections = Object.keys(paths).filter(
    (path) => path.startsWith("/api/v1/") && paths[path]?.get && (`${path}/{id}` in paths || path in ROWS),
  );
  return collections
    .filter((collection) => !NAMED_BY_OTHERS.includes(collection))
    .map((collection) => {
      const status = [
        ...new Set(
          Object.entries(FITTING).flatMap(([path, statuses]) => (collectionOf(path) === collection ? statuses : [])),
        ),
      ];
      if (status.length === 0 || collection in ROWS) return { collection, input: { per_page: ROWS[collection] ?? 1 } };
      return { collection, input: { per_page: 25, status } };
    });
}

/** The collection that a path is of: `/api/v1/orders` of `/api/v1/orders/{id}/reserve`. */
export function collectionOf(path: string): string {
  return path.replace(/\/\{.*$/, "");
}
