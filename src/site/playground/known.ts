import { createClient } from "../../client";
import type { Known, KnownThings, OpenApiDocument } from "./fill";
import { collectionOf, FITTING, listsOf } from "./lists";

type Rows = Readonly<Record<string, readonly Known[]>>;
type Order = Omit<Known, "items"> & { items: { sku: string; fulfilled_quantity: number; returned_quantity: number }[] };
type Options = Parameters<typeof createClient>[0];
type Ask = (path: string, input: object) => Promise<readonly Known[]>;

/**
 * What the organization of a key has, to fill the examples with: of each collection one, and of each action one that it can be done to.
 * What the organization lacks or the key may not see is left out. The client waits where the rate limit wants it to.
 *
 * All is asked for at once, since Scalar takes a whole document and doesn't say which of its operations is opened by a link or by
 * scrolling. What one list has of other collections is not asked for again, unless they may exist without it.
 */
export async function knownThings(options: Options, document: OpenApiDocument): Promise<KnownThings> {
  const ask = askerOf(options, document);
  const lists = listsOf(document).map(async ({ collection, input }) => {
    const rows = await ask(collection, input);
    // Where nothing is in a status for an action, another one can be read.
    const is_any = rows.length > 0 || !input.status;
    return [collection, is_any ? rows : await ask(collection, { per_page: 1 })] as const;
  });
  const [fulfilled, rows] = await Promise.all([
    ask("/api/v1/orders", { status: ["fulfilled"], per_page: 25 }) as unknown as Promise<Order[]>,
    Promise.all(lists).then((found): Rows => Object.fromEntries(found)),
  ]);
  const deliveriesOf = async (collection: string) => {
    const [newest] = rows[collection] ?? [];
    const deliveries = newest ? await ask(`${collection}/{id}/deliveries`, { id: newest.id, per_page: 25 }) : [];
    // What has failed can be retried.
    return deliveries.find(({ status }) => status === "failed") ?? deliveries[0];
  };
  const [received, sent] = await Promise.all(["/api/v1/integrations", "/api/v1/webhook_endpoints"].map(deliveriesOf));
  const found = {
    ...chosenOf(rows, options.key),
    "/api/v1/return_authorizations order": fulfilled.map(returnable).find(({ items }) => items.length > 0),
    "delivery of the integration": received,
    "/api/v1/webhook_deliveries": sent,
  };
  return Object.fromEntries(Object.entries(found).flatMap(([name, thing]) => (thing ? [[name, thing]] : [])));
}

/** Asks for the first page of a list, by its path. */
function askerOf(options: Options, { paths }: OpenApiDocument): Ask {
  const api = createClient(options) as unknown as Record<string, (input: object) => Promise<{ data: Known[] }>>;
  return async (path, input) => {
    try {
      return (await api[paths[path]?.get?.operationId ?? ""]?.(input))?.data ?? [];
    } catch {
      return [];
    }
  };
}

/** One of each collection and for each action: the level of which the most is available and that is not kept in lots, and so on. */
function chosenOf(rows: Rows, key: string): Record<string, Known | undefined> {
  const of = (collection: string) => rows[`/api/v1/${collection}`] ?? [];
  const variants = of("variants");
  const in_lots = new Set(variants.filter(({ lot_tracked }) => lot_tracked).map(({ id }) => id));
  const plain = of("inventory_levels").filter(({ variant_id }) => !in_lots.has(String(variant_id)));
  const [level] = plain.toSorted((one, other) => Number(other.available) - Number(one.available));
  const first = Object.entries(rows).map(([collection, [thing]]) => [collection, thing]);
  const fitting = Object.entries(FITTING).map(([path, statuses]) => {
    const fits = ({ status }: Known) => status !== undefined && statuses.includes(status);
    return [path, rows[collectionOf(path)]?.find(fits)];
  });
  return {
    ...Object.fromEntries([...first, ...fitting]),
    "/api/v1/products": variants[0]?.product_id ? { id: variants[0].product_id } : undefined,
    "/api/v1/inventory_levels": level,
    "/api/v1/barcodes": variants.find(({ barcode }) => barcode),
    // Whoever tries out how a key is revoked goes on with their own.
    "/api/v1/api_keys": of("api_keys").find(({ prefix, revoked_at }) => !revoked_at && !key.startsWith(prefix ?? "")),
    "other location": of("locations").find(({ id }) => id !== level?.location_id),
    "location with a code": of("locations").find(({ code }) => code),
    ...Object.fromEntries(
      of("integrations")
        .toReversed()
        .map((integration) => [`${integration.source} integration`, integration]),
    ),
  };
}

/** An order with those of its items of which one can still come back. */
function returnable(order: Order): Order {
  return { ...order, items: order.items.filter((item) => item.fulfilled_quantity - item.returned_quantity >= 1) };
}
