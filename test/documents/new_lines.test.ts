import { beforeAll, describe, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../support/shop";

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
  await shop.stock("MUG", 100);
});

type Line = { id: string };
const idsOf = ({ items }: { items: Line[] }) => items.map(({ id }) => id);

const purchase = () =>
  shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items: [
      { sku: "MUG", quantity: 5 },
      { sku: "TEA", quantity: 2 },
    ],
  });

async function authorization() {
  const { id: order_id } = await shop.order([{ sku: "MUG", quantity: 5 }]);
  await shop.post(`orders/${order_id}/fulfill`);
  return shop.made("return_authorizations", { order_id, items: [{ sku: "MUG", quantity: 2 }] });
}

/** The ids that a document's lines have had, when its items were replaced by each of `replacements`, one after the other. */
async function idsAfter(path: string, document: { items: Line[] }, replacements: object[][]): Promise<string[]> {
  const ids = idsOf(document);
  for (const items of replacements) {
    const changed = await shop.patch(path, { items });
    expect(changed.status).toBe(200);
    ids.push(...idsOf(changed.body.data));
  }
  return ids;
}

describe("the id of a line", () => {
  test("is never given to another line of a purchase order", async () => {
    const made = await purchase();
    const tea = { sku: "TEA", quantity: 1 };
    const mug = { sku: "MUG", quantity: 1 };
    const ids = await idsAfter(`purchase_orders/${made.id}`, made, [[tea], [mug, tea], [mug]]);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
    expect(idsOf((await shop.get(`purchase_orders/${made.id}`)).body.data)).toEqual(ids.slice(-1));
  });

  test("takes no more room in a page after its items were replaced many times", async () => {
    const items = Array.from({ length: 500 }, () => ({ sku: "MUG", quantity: 1 }));
    const { id } = await shop.made("purchase_orders", {
      supplier_id: shop.supplier,
      location_id: shop.warehouse,
      items,
    });
    await purchase();
    for (let step = 0; step < 17; step++) await shop.patch(`purchase_orders/${id}`, { items });
    const page = (await shop.get("purchase_orders")).body;
    expect(page.data).toHaveLength(page.meta.total);
    expect(page.meta.next_cursor ?? null).toBeNull();
  });

  test("that has been replaced can't be received", async () => {
    const made = await purchase();
    const [mug] = idsOf(made);
    await shop.patch(`purchase_orders/${made.id}`, { items: [{ sku: "TEA", quantity: 3 }] });
    const received = await shop.post(`purchase_orders/${made.id}/receive`, {
      items: [{ purchase_order_item_id: mug, quantity: 3 }],
    });
    expect(codesOf(received)).toEqual(["validation_failed items.0.purchase_order_item_id"]);
    expect((await shop.post(`purchase_orders/${made.id}/receive`)).body.data).toMatchObject({
      status: "received",
      items: [{ sku: "TEA", received_quantity: 3 }],
    });
  });

  test("stays while its purchase order changes otherwise", async () => {
    const made = await purchase();
    const changed = await shop.patch(`purchase_orders/${made.id}`, { note: "urgent", location_id: shop.store });
    expect(idsOf(changed.body.data)).toEqual(idsOf(made));
  });

  test("is never given to another line of a return", async () => {
    const made = await authorization();
    const sellable = { sku: "MUG", quantity: 1 };
    const damaged = { ...sellable, condition: "damaged" };
    const ids = await idsAfter(`return_authorizations/${made.id}`, made, [[damaged, sellable], [sellable]]);
    expect(new Set(ids).size).toBe(4);
    expect((await shop.post(`return_authorizations/${made.id}/receive`)).status).toBe(200);
    expect(await shop.discrepancies()).toEqual([]);
  });
});
