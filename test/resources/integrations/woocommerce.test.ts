import { beforeAll, describe, expect, test } from "vitest";
import { openSender, type Sender, wooLine, wooOrder } from "../../support/senders";
import { openShop, type Shop } from "../../support/shop";

let shop: Shop;
let sender: Sender;

beforeAll(async () => {
  shop = await openShop();
  await shop.stock("MUG", 1000);
  sender = await openSender(shop, "woocommerce");
});

let next = 1000;
const order = (more: Record<string, unknown> = {}) => {
  next += 1;
  return wooOrder({ id: next, number: String(next), ...more });
};
const orderOf = async (payload: { id: unknown }) => (await sender.orders(String(payload.id)))[0];

describe("an order", () => {
  test("becomes an order with its billing, SKUs and prices after discounts", async () => {
    const delivery = await sender.deliver("order.created", wooOrder());
    expect(delivery).toMatchObject({ status: "processed", external_reference: "727" });
    expect((await sender.orders("727"))[0]).toMatchObject({
      id: delivery.order_id,
      number: "727",
      status: "pending",
      channel: "woocommerce",
      customer: { name: "John Doe", email: "john.doe@example.com", phone: "(555) 555-5555", external_id: null },
      note: null,
      metadata: { number: "727", currency: "USD", created_via: "checkout", placed_at: "2026-11-22T19:28:02Z" },
      items: [{ sku: "MUG", quantity: 3, unit_price: 8.3333 }],
    });
  });

  test.each(["pending", "processing", "on-hold", "completed", "packed"])(
    "with the status %s is one",
    async (status) => {
      const payload = order({ status, line_items: [wooLine({ total: null, price: "8.50" })] });
      expect(await sender.deliver("order.updated", payload)).toMatchObject({ status: "processed" });
      expect((await orderOf(payload)).items[0].unit_price).toBe(8.5);
    },
  );

  test.each(["checkout-draft", "trash"])("with the status %s is none", async (status) => {
    const payload = order({ status });
    expect(await sender.deliver("order.updated", payload)).toMatchObject({ status: "ignored" });
    expect(await orderOf(payload)).toBeUndefined();
  });

  test("of a customer has the customer's id", async () => {
    const payload = order({ customer_id: 26, billing: null, customer_note: "Ring twice" });
    await sender.deliver("order.created", payload);
    expect(await orderOf(payload)).toMatchObject({
      customer: { name: null, email: null, phone: null, external_id: "26" },
      note: "Ring twice",
    });
  });

  test("that is updated is left as it is; with other lines it waits for a person", async () => {
    const payload = order();
    const { order_id } = await sender.deliver("order.created", payload);
    const completed = await sender.deliver("order.updated", { ...payload, status: "completed" });
    expect(completed).toMatchObject({ status: "ignored", order_id });
    const edited = await sender.deliver("order.updated", {
      ...payload,
      line_items: [wooLine({ id: 316, quantity: 1 })],
    });
    expect(edited).toMatchObject({ status: "failed", order_id });
    expect(edited.reason).toContain("1 of MUG added; MUG removed");
  });

  test("whose creation arrives after its update is one order", async () => {
    const payload = order();
    const { order_id } = await sender.deliver("order.updated", { ...payload, status: "completed" });
    expect(await sender.deliver("order.created", payload)).toMatchObject({ status: "ignored", order_id });
    expect(await sender.orders(String(payload.id))).toHaveLength(1);
  });
});

test("a partial refund has no effect, and says what to do", async () => {
  const payload = order();
  const { order_id } = await sender.deliver("order.created", payload);
  const refunded = { ...payload, refunds: [{ id: 1, reason: "", total: "-5.00" }] };
  const delivery = await sender.deliver("order.updated", refunded);
  expect(delivery).toMatchObject({
    status: "ignored",
    order_id,
    reason: expect.stringContaining("Part of it is refunded"),
  });
  expect((await shop.get(`return_authorizations?order_id=${order_id}`)).body.data).toEqual([]);
});

describe("a cancellation", () => {
  test.each(["cancelled", "failed"])("by the status %s cancels the order", async (status) => {
    const payload = order();
    const { order_id } = await sender.deliver("order.created", payload);
    expect(await sender.deliver("order.updated", { ...payload, status })).toMatchObject({
      status: "processed",
      order_id,
    });
    expect(await orderOf(payload)).toMatchObject({
      status: "cancelled",
      cancel_reason: `The order's status at WooCommerce is ${status}`,
    });
  });

  test("of an order that has not arrived creates and cancels it; a failed payment creates none", async () => {
    const cancelled = order({ status: "cancelled" });
    await sender.deliver("order.updated", cancelled);
    expect(await orderOf(cancelled)).toMatchObject({ status: "cancelled" });
    expect(await sender.deliver("order.created", { ...cancelled, status: "processing" })).toMatchObject({
      status: "ignored",
    });
    const unpaid = order({ status: "failed" });
    expect(await sender.deliver("order.created", unpaid)).toMatchObject({ status: "ignored" });
    expect(await sender.deliver("order.updated", { ...unpaid, status: "processing" })).toMatchObject({
      status: "processed",
    });
  });

  test("that is taken back waits for a person", async () => {
    const payload = order();
    await sender.deliver("order.created", payload);
    await sender.deliver("order.updated", { ...payload, status: "failed" });
    const revived = await sender.deliver("order.updated", payload);
    expect(revived).toMatchObject({ status: "failed", reason: expect.stringContaining("is cancelled here") });
  });
});

describe("a refund of the whole order", () => {
  test("authorizes the return of what was shipped and cancels the rest, once", async () => {
    const payload = order();
    const { order_id } = await sender.deliver("order.created", payload);
    await shop.post(`orders/${order_id}/fulfill`, { items: [{ sku: "MUG", quantity: 2 }] });
    const refunds = [{ id: 726, reason: "Broken", total: "-25.00" }];
    const refunded = { ...payload, status: "refunded", refunds };
    const delivery = await sender.deliver("order.updated", refunded);
    expect(delivery).toMatchObject({ status: "processed", order_id });
    const rma = (await shop.get(`return_authorizations/${delivery.return_authorization_id}`)).body.data;
    expect(rma).toMatchObject({ reason: "Broken", items: [{ sku: "MUG", quantity: 2 }] });
    expect(await orderOf(payload)).toMatchObject({ status: "cancelled" });
    expect(await sender.deliver("order.updated", refunded)).toMatchObject({ status: "ignored" });
  });

  test("of which nothing was shipped cancels it", async () => {
    const payload = order();
    await sender.deliver("order.created", payload);
    await sender.deliver("order.updated", { ...payload, status: "refunded" });
    expect(await orderOf(payload)).toMatchObject({ status: "cancelled", cancel_reason: "Refunded" });
  });
});

test("the ping with which WooCommerce tries out a webhook is accepted, and leaves nothing behind", async () => {
  const answer = await shop.app.request("POST", sender.webhook_path, {
    body: "webhook_id=12",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  expect([answer.status, answer.body]).toEqual([200, { data: null }]);
  expect(await sender.deliveries("?topic=webhook_id")).toEqual([]);
});

test("a message without an id is recognized by its content", async () => {
  const body = JSON.stringify(order());
  const first = await sender.deliver("order.created", body, { message: "" });
  const second = await sender.deliver("order.created", body, { message: "" });
  expect(first.source_id).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(second).toEqual(first);
});

test("messages that WooCommerce sent in the same second, and so with the same id, all take effect, and each once", async () => {
  const message = "36e520ebabc2fa725092ff4a47acedf2";
  const [one, another] = [order(), order()];
  const first = await sender.deliver("order.created", one, { message });
  const second = await sender.deliver("order.created", another, { message });
  expect(await orderOf(one)).toMatchObject({ id: first.order_id, status: "pending" });
  expect(await orderOf(another)).toMatchObject({ id: second.order_id, status: "pending" });
  await sender.deliver("order.updated", { ...one, status: "cancelled" }, { message });
  expect(await orderOf(one)).toMatchObject({ status: "cancelled" });
  expect(await sender.deliver("order.created", another, { message })).toEqual(second);
  expect(await sender.orders(String(another.id))).toHaveLength(1);
});
