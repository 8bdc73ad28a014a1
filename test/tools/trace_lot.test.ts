import { beforeAll, describe, expect, it } from "vitest";
import { openBakery } from "../support/bakery";
import { openShop } from "../support/shop";
import { cells, toolsOf } from "../support/tools";

let bakery: Awaited<ReturnType<typeof openBakery>> & ReturnType<typeof toolsOf>;
let bought: { number: string };
let batch: { number: string; output_lot_id: string };
let order: { id: string; number: string };
let dough: string;

beforeAll(async () => {
  const opened = await openBakery();
  bakery = { ...opened, ...toolsOf(opened.tenant) };
  const { made, post } = bakery;
  const items = [{ sku: "FLOUR", quantity: 10 }];
  const purchase = await made("purchase_orders", {
    supplier_id: bakery.supplier,
    location_id: bakery.warehouse,
    items,
  });
  bought = purchase;
  const received = await post(`purchase_orders/${purchase.id}/receive`, {
    items: [{ sku: "FLOUR", quantity: 10, lot_number: "F-1" }],
  });
  expect(received.status).toBeLessThan(300);
  await bakery.add("YEAST", 1, "Y-1");
  const recipe = await bakery.recipe("DOUGH", 1, [
    { sku: "FLOUR", quantity: 0.75 },
    { sku: "YEAST", quantity: 0.05 },
  ]);
  batch = await bakery.make(recipe.id, 4);
  const [lot] = (await bakery.get("lots?sku=DOUGH")).body.data;
  dough = lot.lot_number;
  order = await bakery.order([{ sku: "DOUGH", quantity: 3 }], { customer: { name: "Ada" }, reserve: true });
  expect((await post(`orders/${order.id}/fulfill`)).status).toBe(200);
  const sent = {
    from_location_id: bakery.warehouse,
    to_location_id: bakery.store,
    items: [{ sku: "FLOUR", quantity: 2 }],
  };
  await post(`stock_transfers/${(await made("stock_transfers", sent)).id}/ship`);
});

const SHOWN = ["document_type", "document_number", "party", "lot_number", "sku", "quantity"] as const;

describe("the tool trace_lot", () => {
  it("has the recall list of GET /lots/:id/trace_forward", async () => {
    const [lot] = (await bakery.get("lots?lot_number=F-1")).body.data;
    const trace = (await bakery.get(`lots/${lot.id}/trace_forward`)).body.data;
    const result = await bakery.use("trace_lot", { lot_number: ["F-1"], direction: "forward" });
    expect(cells(result, ...SHOWN)).toEqual([
      ["order", order.number, "Ada", dough, "DOUGH", 3],
      ["production_batch", batch.number, null, "F-1", "FLOUR", 3],
      ["stock_transfer", trace.in_transit[0].number, null, "F-1", "FLOUR", 2],
    ]);
    expect(trace.shipped_to[0]).toMatchObject({ number: order.number, quantity: 3, lot_number: dough });
    expect(result.rows[0]).toMatchObject({ direction: "forward", returned_quantity: 0, date: "2026-11-23" });
  });

  it("has where a lot and all that went into it came from, as GET /lots/:id/trace_backward", async () => {
    const [lot] = (await bakery.get("lots?sku=DOUGH")).body.data;
    const trace = (await bakery.get(`lots/${lot.id}/trace_backward`)).body.data;
    const result = await bakery.use("trace_lot", { lot_number: [dough], direction: "backward" });
    expect(cells(result, ...SHOWN)).toEqual([
      ["production_batch", batch.number, null, dough, "DOUGH", 4],
      ["purchase_order", bought.number, "Potter", "F-1", "FLOUR", 3],
      ["inventory_adjustment", null, null, "Y-1", "YEAST", 0.2],
    ]);
    expect(trace.input_lots.map(({ lot_number, quantity }: Record<string, unknown>) => [lot_number, quantity])).toEqual(
      [
        ["F-1", 3],
        ["Y-1", 0.2],
      ],
    );
    expect(Object.keys(trace.input_lots[0])).not.toContain("made_by");
  });

  it("says where a bought lot came from and where it went, in both directions by default", async () => {
    const result = await bakery.use("trace_lot", { lot_number: ["F-1"] });
    expect(cells(result, "direction", "document_type", "quantity")).toEqual([
      ["backward", "purchase_order", 10],
      ["forward", "order", 3],
      ["forward", "production_batch", 3],
      ["forward", "stock_transfer", 2],
    ]);
  });

  it("adds up what came or what went, and never both together", async () => {
    const quantities = ["backward", "forward", "both"].map(async (direction) => {
      const { summary } = await bakery.use("trace_lot", { lot_number: ["F-1"], direction });
      return summary.quantity;
    });
    expect(await Promise.all(quantities)).toEqual([10, 8, undefined]);
  });

  it("traces several lots, of the asked variants only, and keeps to where, order and limit", async () => {
    const args = { lot_number: ["F-1", "Y-1"], direction: "backward" };
    expect(cells(await bakery.use("trace_lot", args), "lot_number")).toEqual([["F-1"], ["Y-1"]]);
    expect(cells(await bakery.use("trace_lot", { ...args, sku: ["YEAST"] }), "lot_number")).toEqual([["Y-1"]]);
    const some = await bakery.use("trace_lot", {
      lot_number: ["F-1"],
      direction: "forward",
      where: ["quantity<10"],
      sort_by: "quantity",
      limit: 1,
    });
    expect(cells(some, "document_type", "quantity")).toEqual([["stock_transfer", 2]]);
    expect(some).toMatchObject({ total: 3, truncated: true, summary: { quantity: 8 } });
  });

  it("refuses a number that no lot has, and another organization's like it", async () => {
    const other = await openBakery(bakery.app);
    await other.add("FLOUR", 1, "OTHER-1");
    for (const number of ["NOPE", "OTHER-1"]) {
      const { codes, messages } = await bakery.refusedBy("trace_lot", { lot_number: [number] });
      expect(codes).toEqual(["validation_failed lot_number"]);
      expect(messages).toEqual([`No lot has the number ${number}. Find it with the tool find_names.`]);
    }
    expect((await bakery.refusedBy("trace_lot", {})).codes).toEqual(["validation_failed lot_number"]);
  });

  it("needs the module traceability, as the traces of REST do", async () => {
    const plain = await openShop(bakery.app);
    const [tool, trace] = [
      await plain.get("ai/tools/trace_lot?lot_number=F-1"),
      await plain.get("lots/lot_1/trace_forward"),
    ];
    expect([tool.status, tool.body.errors[0].code]).toEqual([trace.status, trace.body.errors[0].code]);
  });
});
