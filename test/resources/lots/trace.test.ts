import { expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { openBakery } from "../../support/bakery";

const NOW = "2026-11-23T09:00:00Z";
const bakery = () => openBakery(createTestApp({ now: NOW }));
type Bakery = Awaited<ReturnType<typeof bakery>>;

const ship = async (shop: Bakery, sku: string, quantity: number, name: string) => {
  const order = await shop.order([{ sku, quantity }], { customer: { name }, reserve: true });
  await shop.post(`orders/${order.id}/fulfill`);
  return order;
};

test("a lot is followed through production and transfers to every order, and back to its supplier", async () => {
  const shop = await bakery();
  const purchase = await shop.made("purchase_orders", {
    supplier_id: shop.supplier,
    location_id: shop.warehouse,
    items: [{ sku: "FLOUR", quantity: 20, unit_cost: 0.8 }],
  });
  const items = [{ sku: "FLOUR", quantity: 20, lot_number: "F1", expiry_date: "2027-01-01" }];
  await shop.post(`purchase_orders/${purchase.id}/receive`, { items });
  await shop.add("YEAST", 1, "Y1");
  await shop.add("SALT", 5);
  const [flour] = (await shop.get("lots?sku=FLOUR")).body.data;
  const dough = await shop.recipe("DOUGH", 10, [
    { sku: "FLOUR", quantity: 6 },
    { sku: "YEAST", quantity: 0.1 },
  ]);
  const bread = await shop.recipe("BREAD", 10, [
    { sku: "DOUGH", quantity: 5 },
    { sku: "SALT", quantity: 0.1 },
  ]);
  const first = await shop.make(dough.id, 10);
  const second = await shop.make(bread.id, 20);
  const direct = await ship(shop, "FLOUR", 2, "Ada");
  await ship(shop, "BREAD", 3, "Bob");
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.warehouse,
    to_location_id: shop.store,
    items: [{ sku: "BREAD", quantity: 10 }],
  });
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  await shop.post(`stock_transfers/${transfer.id}/receive`);
  const far = await shop.order([{ sku: "BREAD", quantity: 4 }], { location_id: shop.store, customer: { name: "Cy" } });
  await shop.post(`orders/${far.id}/fulfill`);

  const trace = (await shop.get(`lots/${flour.id}/trace_forward`)).body.data;
  expect(trace.lot).toEqual((await shop.get(`lots/${flour.id}`)).body.data);
  expect(trace.lot_ledger_entries).toEqual((await shop.get(`inventory_ledger?lot_id=${flour.id}`)).body.data);
  expect(trace.current_stock).toEqual([{ location_id: shop.warehouse, quantity: 12 }]);
  const [dough_lot, bread_lot] = [first.outputs[0], second.outputs[0]];
  expect(trace.consumed_by).toMatchObject([
    {
      depth: 1,
      lot_id: flour.id,
      quantity: 6,
      production_batch_id: first.id,
      number: first.number,
      output_lots: [{ lot_id: dough_lot.lot_id, sku: "DOUGH", quantity: 10 }],
    },
    {
      depth: 2,
      lot_id: dough_lot.lot_id,
      quantity: 10,
      production_batch_id: second.id,
      output_lots: [{ lot_id: bread_lot.lot_id, sku: "BREAD", quantity: 20 }],
    },
  ]);
  expect(
    trace.shipped_to.map((to: { customer: { name: string }; quantity: number; depth: number; sku: string }) =>
      [to.customer.name, to.quantity, to.depth, to.sku].join(" "),
    ),
  ).toEqual(["Ada 2 0 FLOUR", "Bob 3 2 BREAD", "Cy 4 2 BREAD"]);
  expect(trace.shipped_to[0]).toMatchObject({
    order_id: direct.id,
    number: direct.number,
    fulfilled_at: NOW.replace("Z", ".000Z"),
  });

  const back = (await shop.get(`lots/${bread_lot.lot_id}/trace_backward`)).body.data;
  expect(back.source_batch).toMatchObject({ id: second.id, number: second.number, quantity: 20 });
  expect(back.input_lots).toMatchObject([
    { depth: 1, sku: "DOUGH", quantity: 10, into_lot_id: bread_lot.lot_id, receipt: null, supplier: null },
    {
      depth: 2,
      sku: "FLOUR",
      quantity: 6,
      into_lot_id: dough_lot.lot_id,
      supplier: { id: shop.supplier, name: "Potter" },
      receipt: { source_type: "purchase_order", source_id: purchase.id, number: purchase.number, quantity: 20 },
    },
    { depth: 2, sku: "YEAST", quantity: 0.1, supplier: null, receipt: { source_type: "inventory_adjustment" } },
  ]);
  expect((await shop.get(`lots/${flour.id}/trace_backward`)).body.data).toMatchObject({
    source_batch: null,
    input_lots: [],
  });
});

test("what was made of a lot by two ways is told once for each way, and shipped once", async () => {
  const shop = await bakery();
  const flour = await shop.add("FLOUR", 20, "F1");
  const dough = await shop.recipe("DOUGH", 1, [{ sku: "FLOUR", quantity: 1 }]);
  const bread = await shop.recipe("BREAD", 1, [
    { sku: "DOUGH", quantity: 1 },
    { sku: "FLOUR", quantity: 1 },
  ]);
  await shop.make(dough.id, 2);
  const made = await shop.make(bread.id, 2);
  await ship(shop, "BREAD", 1, "Ada");
  const trace = (await shop.get(`lots/${flour}/trace_forward`)).body.data;
  expect(trace.consumed_by.map((step: { depth: number; sku: string }) => [step.depth, step.sku])).toEqual([
    [1, "FLOUR"],
    [1, "FLOUR"],
    [2, "DOUGH"],
  ]);
  expect(trace.shipped_to).toMatchObject([{ customer: { name: "Ada" }, quantity: 1, lot_id: made.outputs[0].lot_id }]);
  const back = (await shop.get(`lots/${made.outputs[0].lot_id}/trace_backward`)).body.data;
  expect(back.input_lots.map((step: { depth: number; sku: string }) => [step.depth, step.sku])).toEqual([
    [1, "FLOUR"],
    [1, "DOUGH"],
    [2, "FLOUR"],
  ]);
});

test("what came back into quarantine and goes out again is on the recall list of the lot it left", async () => {
  const shop = await bakery();
  const bread = await shop.add("BREAD", 2, "B1", "2026-12-01");
  const order = await ship(shop, "BREAD", 2, "Ada");
  await shop.patch(`lots/${bread}`, { status: "recall" });
  const rma = await shop.made("return_authorizations", { order_id: order.id, items: [{ sku: "BREAD", quantity: 1 }] });
  const apart = (await shop.post(`return_authorizations/${rma.id}/receive`)).body.data.items[0].lot_id;
  await shop.patch(`lots/${apart}`, { status: "release" });
  await ship(shop, "BREAD", 1, "Bob");
  const trace = (await shop.get(`lots/${bread}/trace_forward`)).body.data;
  expect(trace.shipped_to.map((to: { customer: { name: string } }) => to.customer.name)).toEqual(["Ada", "Bob"]);
  expect(
    trace.shipped_to.map(({ quantity, returned_quantity }: Record<string, number>) => [quantity, returned_quantity]),
  ).toEqual([
    [2, 1],
    [1, 0],
  ]);
  const back = (await shop.get(`lots/${apart}/trace_backward`)).body.data;
  expect(back.input_lots).toMatchObject([{ depth: 1, lot_id: bread, production_batch_id: null, quantity: 1 }]);
});

test("what is in transit of a recalled lot, or made of it, is on the recall list until it has arrived", async () => {
  const shop = await bakery();
  const flour = await shop.add("FLOUR", 20, "F1");
  const dough = await shop.recipe("DOUGH", 1, [{ sku: "FLOUR", quantity: 1 }]);
  const made = await shop.make(dough.id, 5);
  const transfer = await shop.made("stock_transfers", {
    from_location_id: shop.warehouse,
    to_location_id: shop.store,
    items: [
      { sku: "FLOUR", quantity: 4 },
      { sku: "DOUGH", quantity: 3 },
      { sku: "FLOUR", quantity: 2 },
    ],
  });
  const inTransit = async () => (await shop.get(`lots/${flour}/trace_forward`)).body.data.in_transit;
  expect(await inTransit()).toEqual([]);
  await shop.post(`stock_transfers/${transfer.id}/ship`);
  const way = { stock_transfer_id: transfer.id, number: transfer.number, to_location_id: shop.store };
  expect(await inTransit()).toMatchObject([
    { ...way, quantity: 6, depth: 0, lot_id: flour, sku: "FLOUR" },
    { ...way, quantity: 3, depth: 1, lot_id: made.outputs[0].lot_id, sku: "DOUGH" },
  ]);
  await shop.post(`stock_transfers/${transfer.id}/receive`, { items: [{ sku: "FLOUR", quantity: 5 }] });
  expect(await inTransit()).toMatchObject([{ quantity: 1 }, { quantity: 3 }]);
  await shop.post(`stock_transfers/${transfer.id}/receive`, { items: [{ sku: "DOUGH", quantity: 1 }], close: true });
  expect(await inTransit()).toEqual([]);
});
