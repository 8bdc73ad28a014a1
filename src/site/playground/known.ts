import { type Known, type KnownThings, listsOf, type OpenApiDocument } from "./fill";

type Level = Known & { variant_id: string; available: number };
type Variant = Known & { lot_tracked: boolean };
type Order = Omit<Known, "items"> & { items: { sku: string; fulfilled_quantity: number; returned_quantity: number }[] };

/**
 * What the organization of a key has, to fill the examples with: of each collection one, the level of which the most is available
 * and that is not kept in lots, another location, and an order of which something can be returned. What the organization lacks or may not see is left out.
 */
export async function knownThings(key: string, document: OpenApiDocument): Promise<KnownThings> {
  const rows = async (url: string): Promise<Known[]> => {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${key}` } });
    return response.ok ? ((await response.json()) as { data: Known[] }).data : [];
  };
  const lists = listsOf(document).map(async ({ name, url }) => [name, (await rows(url))[0]] as const);
  const [levels, variants, locations, orders, things] = await Promise.all([
    rows("/api/v1/inventory_levels?per_page=100") as Promise<Level[]>,
    rows("/api/v1/variants?per_page=100") as Promise<Variant[]>,
    rows("/api/v1/locations?per_page=100"),
    rows("/api/v1/orders?status=fulfilled&per_page=25") as Promise<Order[]>,
    Promise.all(lists),
  ]);
  const in_lots = new Set(variants.filter(({ lot_tracked }) => lot_tracked).map(({ id }) => id));
  const plain = levels.filter(({ variant_id }) => !in_lots.has(variant_id));
  const [level] = plain.toSorted((one, other) => other.available - one.available);
  const other = locations.find(({ id }) => id !== level?.location_id);
  const found = [
    ...things,
    ["/api/v1/inventory_levels", level],
    ["other location", other],
    ["location with a code", locations.find(({ code }) => code)],
    ["/api/v1/barcodes", variants.find(({ barcode }) => barcode)],
    ["/api/v1/return_authorizations order", orders.map(returnable).find(({ items }) => items.length > 0)],
  ] as const;
  return Object.fromEntries(found.flatMap(([name, thing]) => (thing ? [[name, thing]] : [])));
}

/** An order with those of its items of which one can still come back. */
function returnable(order: Order): Order {
  return { ...order, items: order.items.filter((item) => item.fulfilled_quantity - item.returned_quantity >= 1) };
}
