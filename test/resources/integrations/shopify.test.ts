import { beforeAll, describe, expect, test } from "vitest";
import { openSender, type Sender, shopifyLine, shopifyOrder, shopifyRefund } from "../../support/senders";
import { openShop, type Shop } from "../../support/shop";

let shop: Shop;
let sender: Sender;

beforeAll(async () => {
  shop = await openShop();
  await shop.product("CUP");
  await shop.stock("MUG", 1000);
  await shop.stock("CUP", 1000);
  sender = await openSender(shop, "shopify", { secret: "shpss_0123456789abcdef" });
});

let next = 6000000000000;
/** An order that has not been sent yet, with a number of its own. */
const order = (more: Record<string, unknown> = {}) => {
  next += 1;
  return { ...shopifyOrder({ id: next, name: `#${next}` }), ...more };
};
const orderOf = async (payload: { id: unknown }) => (await sender.orders(String(payload.id)))[0];

describe("an order", () => {
  test("becomes an order with its customer, SKUs, and prices less discounts", async () => {
    const delivery = await sender.deliver("orders/create", shopifyOrder());
    expect(delivery).toMatchObject({
      integration_id: sender.id,
      topic: "orders/create",
      status: "processed",
      reason: null,
      attempt: 1,
      external_reference: "5123456789012",
      return_authorization_id: null,
    });
    const [created, ...others] = await sender.orders("5123456789012");
    expect(others).toEqual([]);
    expect(created).toMatchObject({
      id: delivery.order_id,
      number: "#1001",
      status: "pending",
      location_id: shop.warehouse,
      channel: "shopify",
      external_reference: "5123456789012",
      customer: { name: "Bob Norman", email: "bob@example.com", phone: "+15145556677", external_id: "207119551" },
      note: "Please wrap it",
      metadata: { name: "#1001", tags: ["gift", "first"], source_name: "web", currency: "USD" },
    });
    expect(created.items).toHaveLength(1);
    expect(created.items[0]).toMatchObject({ sku: "MUG", quantity: 2, unit_price: 12.5, reserved_quantity: 0 });
  });

  test("of a guest, with nulls and members left out, has what is there", async () => {
    const payload = {
      id: ++next,
      line_items: [{ id: 1, sku: " MUG ", quantity: 1 }],
      customer: null,
      email: "",
      billing_address: { name: "Ann" },
    };
    await sender.deliver("orders/create", payload);
    expect(await orderOf(payload)).toMatchObject({
      customer: { name: "Ann", email: null, phone: null, external_id: null },
      metadata: {},
      items: [{ sku: "MUG", quantity: 1, unit_price: 12.5 }],
    });
  });

  test("keeps ids beyond 2^53 to the digit", async () => {
    const payload = JSON.stringify(order()).replace(String(next), "820982911946154508");
    const delivery = await sender.deliver("orders/create", payload);
    expect(delivery.external_reference).toBe("820982911946154508");
    expect(await sender.orders("820982911946154508")).toHaveLength(1);
  });

  test("spreads a discount over a line to four decimals", async () => {
    const payload = order({
      line_items: [
        shopifyLine({ quantity: 3, price: "10.00", discount_allocations: [{ amount: "1.00" }, { amount: "0.01" }] }),
      ],
    });
    await sender.deliver("orders/create", payload);
    expect((await orderOf(payload)).items[0].unit_price).toBe(9.6633);
  });

  test("with nothing to ship is ignored", async () => {
    const payload = order({ line_items: [shopifyLine({ sku: null, requires_shipping: false, name: "Tip" })] });
    const delivery = await sender.deliver("orders/create", payload);
    expect(delivery).toMatchObject({ status: "ignored", reason: "The order has nothing to ship.", order_id: null });
    expect(await orderOf(payload)).toBeUndefined();
  });

  test("whose number is taken gets one of its own", async () => {
    const payload = order({ name: "#1001" });
    expect(await sender.deliver("orders/create", payload)).toMatchObject({ status: "processed" });
    expect((await orderOf(payload)).number).toMatch(/^SO-/);
  });

  test("is reserved on arrival as far as stock allows", async () => {
    const reserving = await openSender(shop, "shopify", { reserve_on_arrival: true });
    await shop.product("RARE");
    await shop.stock("RARE", 1);
    const lines = [shopifyLine({ id: 1, sku: "RARE", quantity: 3 }), shopifyLine({ id: 2, quantity: 1 })];
    const payload = order({ line_items: lines });
    expect(await reserving.deliver("orders/create", payload)).toMatchObject({ status: "processed" });
    const created = await orderOf(payload);
    expect(created).toMatchObject({ status: "partially_reserved" });
    expect(created.items.map((item: { reserved_quantity: number }) => item.reserved_quantity)).toEqual([1, 1]);
  });

  test("with an unknown SKU waits, is announced, and arrives when it is retried after mending", async () => {
    const payload = order({ line_items: [shopifyLine({ sku: "NEW" })] });
    const failed = await sender.deliver("orders/create", payload);
    expect(failed).toMatchObject({ status: "failed", attempt: 1, order_id: null });
    expect(failed.reason).toContain("NEW: No variant has this sku.");
    const { data } = (await shop.get("events?type=integration.failed&per_page=100")).body;
    expect(data.at(-1).data).toEqual({ integration_delivery: failed });
    const still = await sender.retry(failed.id);
    expect(still.status).toBe(200);
    expect(still.body.data).toMatchObject({ id: failed.id, status: "failed", attempt: 2 });
    expect(await orderOf(payload)).toBeUndefined();

    await shop.product("NEW");
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const mended = await sender.retry(failed.id, key);
    expect(mended.body.data).toMatchObject({ id: failed.id, status: "processed", attempt: 3, reason: null });
    expect((await sender.retry(failed.id, key)).text).toBe(mended.text);
    expect((await orderOf(payload)).id).toBe(mended.body.data.order_id);
    const again = await sender.retry(failed.id);
    expect(again.status).toBe(422);
    expect(again.body.errors[0]).toMatchObject({
      code: "invalid_status",
      details: { status: "processed", allowed_from: ["failed", "ignored"] },
    });
  });

  test("with a line without SKU, or a quantity finer than its variant, waits with the reason", async () => {
    const unnamed = await sender.deliver("orders/create", order({ line_items: [shopifyLine({ sku: "" })] }));
    expect(unnamed.reason).toContain("The line Mug - blue has no SKU.");
    const finer = await sender.deliver("orders/create", order({ line_items: [shopifyLine({ quantity: 1.5 })] }));
    expect(finer).toMatchObject({ status: "failed" });
    expect(finer.reason).toContain("MUG is counted with 0 decimals.");
  });

  test("that is sent under another id is the same order; with other lines it waits for a person", async () => {
    const payload = order();
    const first = await sender.deliver("orders/create", payload);
    const second = await sender.deliver("orders/create", payload);
    expect(second).toMatchObject({ status: "ignored", order_id: first.order_id });
    const edited = { ...payload, line_items: [shopifyLine({ quantity: 5 }), shopifyLine({ id: 2, sku: "CUP" })] };
    const third = await sender.deliver("orders/create", edited);
    expect(third).toMatchObject({ status: "failed", order_id: first.order_id });
    expect(third.reason).toContain("5 of MUG instead of 2; 2 of CUP added");
    expect(await sender.orders(String(payload.id))).toHaveLength(1);
  });
});

describe("a cancellation", () => {
  test("cancels the order and releases what is reserved for it", async () => {
    const payload = order();
    const { order_id } = await sender.deliver("orders/create", payload);
    await shop.post(`orders/${order_id}/reserve`);
    const cancelled = { ...payload, cancelled_at: "2026-11-23T00:00:00Z", cancel_reason: "customer" };
    expect(await sender.deliver("orders/cancelled", cancelled)).toMatchObject({ status: "processed", order_id });
    expect(await orderOf(payload)).toMatchObject({ status: "cancelled", cancel_reason: "customer" });
    const again = await sender.deliver("orders/cancelled", cancelled);
    expect(again).toMatchObject({ status: "ignored", reason: "The order is cancelled already." });
  });

  test("that comes before the order creates and cancels it, and the order arriving late stays cancelled", async () => {
    const payload = order();
    const { status, order_id } = await sender.deliver("orders/cancelled", payload);
    expect(status).toBe("processed");
    expect(await orderOf(payload)).toMatchObject({ id: order_id, status: "cancelled" });
    expect(await sender.deliver("orders/create", payload)).toMatchObject({ status: "ignored", order_id });
    expect(await sender.orders(String(payload.id))).toHaveLength(1);
  });

  test("before the order, of an unknown SKU, is done when it is retried, with the order, under one key", async () => {
    const payload = order({ line_items: [shopifyLine({ sku: "LATE" })] });
    const failed = await sender.deliver("orders/cancelled", payload);
    expect(failed).toMatchObject({ status: "failed", order_id: null });
    await shop.product("LATE");
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const retried = await sender.retry(failed.id, key);
    expect(retried.body.data).toMatchObject({ status: "processed", attempt: 2 });
    expect((await sender.retry(failed.id, key)).text).toBe(retried.text);
    expect(await orderOf(payload)).toMatchObject({ status: "cancelled" });
  });

  test("cancels an order whose lines could not be those of an order any more", async () => {
    const payload = order();
    const { order_id } = await sender.deliver("orders/create", payload);
    const edited = { ...payload, line_items: [shopifyLine({ sku: null })] };
    expect(await sender.deliver("orders/cancelled", edited)).toMatchObject({ status: "processed", order_id });
    const unknown = await sender.deliver("orders/cancelled", order({ line_items: [shopifyLine({ sku: null })] }));
    expect(unknown).toMatchObject({ status: "failed", reason: expect.stringContaining("has no SKU") });
    const empty = await sender.deliver("orders/cancelled", order({ line_items: [] }));
    expect(empty).toMatchObject({ status: "ignored", reason: expect.stringContaining("has not arrived") });
  });

  test("of an order that is shipped waits for a person", async () => {
    const payload = order();
    const { order_id } = await sender.deliver("orders/create", payload);
    await shop.post(`orders/${order_id}/fulfill`);
    const delivery = await sender.deliver("orders/cancelled", payload);
    expect(delivery).toMatchObject({ status: "failed", reason: expect.stringContaining("has been shipped") });
    expect(await orderOf(payload)).toMatchObject({ status: "fulfilled" });
  });
});

describe("a refund", () => {
  const shipped = async (quantity = 2) => {
    const payload = order();
    const { order_id } = await sender.deliver("orders/create", payload);
    if (quantity > 0) await shop.post(`orders/${order_id}/fulfill`, { items: [{ sku: "MUG", quantity }] });
    return { payload, order_id };
  };
  const refund = ({ payload }: { payload: { id: unknown } }, lines: Record<string, unknown>[], more = {}) =>
    shopifyRefund(lines, { id: ++next, order_id: payload.id, ...more });

  test("of shipped goods is a return authorization, once", async () => {
    const sold = await shipped();
    const payload = refund(sold, [{ quantity: 1 }]);
    const delivery = await sender.deliver("refunds/create", payload);
    expect(delivery).toMatchObject({ status: "processed", order_id: sold.order_id });
    const rma = (await shop.get(`return_authorizations/${delivery.return_authorization_id}`)).body.data;
    expect(rma).toMatchObject({ status: "pending", order_id: sold.order_id, reason: "wrong size" });
    expect(rma.items).toMatchObject([{ sku: "MUG", quantity: 1, condition: "sellable", unit_refund: 12.5 }]);
    const again = await sender.deliver("refunds/create", payload);
    expect(again).toMatchObject({ status: "ignored", return_authorization_id: rma.id });
    const { data } = (await shop.get(`return_authorizations?order_id=${sold.order_id}`)).body;
    expect(data).toHaveLength(1);
  });

  test("without restock discards what was shipped", async () => {
    const sold = await shipped();
    const { return_authorization_id: id } = await sender.deliver(
      "refunds/create",
      refund(sold, [{ quantity: 2, restock_type: "no_restock", location_id: null }]),
    );
    const { items } = (await shop.get(`return_authorizations/${id}`)).body.data;
    expect(items).toMatchObject([{ quantity: 2, condition: "discarded" }]);
  });

  test.each([
    [true, "sellable"],
    [false, "discarded"],
  ])("whose lines do not say so is restocked as the refund says: %s", async (restock, condition) => {
    const sold = await shipped();
    const { return_authorization_id: id } = await sender.deliver(
      "refunds/create",
      refund(sold, [{ restock_type: undefined }], { restock }),
    );
    expect((await shop.get(`return_authorizations/${id}`)).body.data.items).toMatchObject([{ quantity: 1, condition }]);
  });

  test("of all that was not shipped cancels the order; of a part of it waits for a person", async () => {
    const unsold = await shipped(0);
    const part = await sender.deliver("refunds/create", refund(unsold, [{ restock_type: "cancel" }]));
    expect(part).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("Some of what is still to be shipped"),
    });
    const whole = await sender.deliver("refunds/create", refund(unsold, [{ quantity: 2, restock_type: "cancel" }]));
    expect(whole).toMatchObject({ status: "processed", order_id: unsold.order_id, return_authorization_id: null });
    expect(await orderOf(unsold.payload)).toMatchObject({ status: "cancelled", cancel_reason: "wrong size" });
    expect((await sender.retry(part.id)).body.data).toMatchObject({ status: "ignored" });
  });

  test("of what was shipped and of the rest cancels the rest and authorizes the return", async () => {
    const sold = await shipped(1);
    const delivery = await sender.deliver(
      "refunds/create",
      refund(sold, [{ quantity: 2, restock_type: "legacy_restock" }]),
    );
    expect(delivery).toMatchObject({ status: "processed" });
    expect(await orderOf(sold.payload)).toMatchObject({ status: "cancelled", items: [{ cancelled_quantity: 1 }] });
    const { items } = (await shop.get(`return_authorizations/${delivery.return_authorization_id}`)).body.data;
    expect(items).toMatchObject([{ quantity: 1, condition: "sellable" }]);
  });

  test("of more than can be returned waits for a person", async () => {
    const sold = await shipped();
    await sender.deliver("refunds/create", refund(sold, [{ quantity: 2 }]));
    const more = await sender.deliver("refunds/create", refund(sold, [{ quantity: 1 }]));
    expect(more).toMatchObject({ status: "failed", reason: expect.stringContaining("MUG: 1 are refunded") });
  });

  test("of an amount alone, or of a gift card, has no effect", async () => {
    const sold = await shipped();
    expect(await sender.deliver("refunds/create", refund(sold, []))).toMatchObject({
      status: "ignored",
      reason: "The refund is of an amount alone: no goods are concerned.",
    });
    const card = shopifyLine({ id: 3, sku: null, gift_card: true, requires_shipping: false });
    expect(await sender.deliver("refunds/create", refund(sold, [{ line_item_id: 3, line_item: card }]))).toMatchObject({
      status: "ignored",
    });
  });

  test("of an item that was added to the order later is of that SKU, or waits if the order has none of it", async () => {
    const sold = await shipped();
    const line = (id: number, sku: string) => ({ line_item_id: id, line_item: shopifyLine({ id, sku }) });
    const added = await sender.deliver("refunds/create", refund(sold, [line(4, "MUG")]));
    expect(added).toMatchObject({ status: "processed" });
    const { items } = (await shop.get(`return_authorizations/${added.return_authorization_id}`)).body.data;
    expect(items).toMatchObject([{ sku: "MUG", quantity: 1 }]);
    const lacking = await sender.deliver("refunds/create", refund(sold, [{ quantity: 1 }, line(5, "CUP")]));
    expect(lacking).toMatchObject({
      status: "failed",
      reason: expect.stringContaining("CUP is refunded, but was not"),
    });
    const { data } = (await shop.get(`return_authorizations?order_id=${sold.order_id}`)).body;
    expect(data).toHaveLength(1);
  });

  test("before its order waits, and is done when it is retried after the order has arrived", async () => {
    const payload = order();
    const early = await sender.deliver("refunds/create", refund({ payload }, [{ quantity: 2 }]));
    expect(early).toMatchObject({ status: "failed", reason: expect.stringContaining("has not arrived") });
    const { order_id } = await sender.deliver("orders/create", payload);
    await shop.post(`orders/${order_id}/fulfill`);
    expect((await sender.retry(early.id)).body.data).toMatchObject({ status: "processed", order_id });
  });
});

test("topics that are not used are kept, and have no effect", async () => {
  const delivery = await sender.deliver("products/update", { id: 1, title: "Mug" });
  expect(delivery).toMatchObject({ status: "ignored", reason: "The topic products/update is not used." });
  const read = await shop.get(`integrations/${sender.id}/deliveries/${delivery.id}`);
  expect(read.body.data).toEqual({ ...delivery, payload: { id: 1, title: "Mug" } });
});

test("after all of it, the ledger and the levels agree", async () => {
  expect(await shop.discrepancies()).toEqual([]);
});
