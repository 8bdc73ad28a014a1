import { beforeAll, describe, expect, it } from "vitest";
import { openBakery } from "../support/bakery";
import { cells, openToolShop, type ToolShop, toolsOf } from "../support/tools";

let shop: ToolShop;

beforeAll(async () => {
  shop = await openToolShop();
  const items = [
    { sku: "MUG", quantity: 2 },
    { sku: "TEA", quantity: 0.5 },
    { sku: "MILK", quantity: 7 },
  ];
  await shop.order(items, { customer: { name: "Grace" }, reserve: true });
  const cancelled = await shop.order([{ sku: "MUG", quantity: 1 }], { reserve: true });
  await shop.post(`orders/${cancelled.id}/cancel`);
});

describe("the tool reservations", () => {
  it("has what GET /inventory_levels says is reserved, by document", async () => {
    const levels = (await shop.get("inventory_levels?per_page=100")).body.data;
    const result = await shop.use("reservations");
    const reserved = levels.filter((level: { reserved: number }) => level.reserved > 0);
    const pick = (row: Record<string, unknown>, name: string) => [row.sku, row.location_name, row[name]];
    expect(result.rows.map((row) => pick(row, "quantity")).toSorted()).toEqual(
      reserved.map((level: Record<string, unknown>) => pick(level, "reserved")).toSorted(),
    );
    const [order] = (await shop.get("orders?search=Ada")).body.data;
    expect(cells(result, "sku", "document_type", "document_number", "customer_name", "quantity")).toContainEqual([
      ...["CUP", "order", order.number, "Ada", 3],
    ]);
  });

  it("keeps to items, places, where, order and limit, and sums up all of it", async () => {
    const some = await shop.use("reservations", {
      sku: ["MUG", "TEA", "CUP"],
      where: ["quantity<3"],
      sort_by: "quantity",
    });
    expect(cells(some, "sku", "quantity")).toEqual([
      ["TEA", 0.5],
      ["MUG", 2],
    ]);
    expect((await shop.use("reservations", { limit: 1, except_sku: ["MILK"] })).summary).toEqual({ quantity: 5.5 });
    expect((await shop.use("reservations", { location_id: [shop.store] })).total).toBe(0);
    expect((await shop.refusedBy("reservations", { sku: ["NOPE"] })).codes).toEqual(["validation_failed sku"]);
  });

  it("keeps to customers and to orders by their number, which must be of some order", async () => {
    const of_grace = await shop.use("reservations", { customer: ["Grace"] });
    expect(cells(of_grace, "sku", "customer_name").toSorted()).toEqual([
      ["MILK", "Grace"],
      ["MUG", "Grace"],
      ["TEA", "Grace"],
    ]);
    const number = of_grace.rows[0]?.document_number;
    expect((await shop.use("reservations", { number: [number] })).rows).toEqual(of_grace.rows);
    expect((await shop.use("reservations", { number: [number], customer: ["Ada"] })).total).toBe(0);
    expect((await shop.refusedBy("reservations", { number: ["NOPE"] })).codes).toEqual(["validation_failed number"]);
    expect((await shop.refusedBy("reservations", { customer: ["Nobody"] })).codes).toEqual([
      "validation_failed customer",
    ]);
  });

  it("names a customer without a name by the e-mail address, as the other tools do", async () => {
    const order = await shop.order([{ sku: "SHIRT-M", quantity: 1 }], {
      ...{ customer: { email: "kay@example.org" }, reserve: true },
    });
    expect(cells(await shop.use("reservations", { sku: ["SHIRT-M"] }), "document_number", "customer_name")).toEqual([
      [order.number, "kay@example.org"],
    ]);
  });

  it("has what production batches have set aside", async () => {
    const bakery = await openBakery();
    await bakery.add("FLOUR", 10, "F-1");
    const recipe = await bakery.recipe("DOUGH", 1, [{ sku: "FLOUR", quantity: 0.75 }]);
    const batch = await bakery.batch(recipe.id, 2);
    await bakery.post(`production_batches/${batch.id}/start`);
    const { use } = toolsOf(bakery.tenant);
    expect(
      cells(await use("reservations"), "sku", "document_type", "document_number", "customer_name", "quantity"),
    ).toEqual([["FLOUR", "production_batch", batch.number, null, 1.5]]);
  });
});
