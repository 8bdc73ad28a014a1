import { beforeAll, expect, test } from "vitest";
import { DatabaseUnavailable } from "../../../src/storage/port";
import { createTestApp } from "../../support/app";
import { openSender, type Sender, shopifyOrder, shopifyRefund } from "../../support/senders";
import { codesOf, openShop, type Shop } from "../../support/shop";

/** True while no commit that writes down a delivery gets through. */
let cut_off = false;
/** What happens after an order has been read for the next time, and before what is decided on that. */
let meanwhile: (() => Promise<unknown>) | null = null;
const app = createTestApp({
  wrapEngine: (engine) => ({
    async execute(statements, mode) {
      const records = statements.some(({ sql }) => /insert into "integration_deliveries"/i.test(sql));
      if (cut_off && mode === "write" && records) throw new DatabaseUnavailable("lost", true);
      const results = await engine.execute(statements, mode);
      const happens = meanwhile;
      if (happens && mode === "read" && statements.some(({ sql }) => /order_documents/.test(sql))) {
        meanwhile = null;
        await happens();
      }
      return results;
    },
  }),
});
let shop: Shop;
let sender: Sender;

beforeAll(async () => {
  shop = await openShop(app);
  await shop.stock("MUG", 100);
  sender = await openSender(shop, "shopify");
});

let next = 8000000000000;
const order = () => {
  next += 1;
  return shopifyOrder({ id: next, name: `#${next}` });
};

/** Sends a message while what came of it can't be written down, and then again, as senders do. */
async function sendTwice(topic: string, payload: object) {
  const message = crypto.randomUUID();
  cut_off = true;
  const failed = await sender.send(topic, payload, { message });
  cut_off = false;
  expect(codesOf(failed)).toEqual(["unavailable"]);
  expect(failed.headers.get("Retry-After")).toBeTruthy();
  return sender.deliver(topic, payload, { message });
}

test("an order whose delivery can't be written down is not created; sent again, it is", async () => {
  const payload = order();
  expect(await sendTwice("orders/create", payload)).toMatchObject({ status: "processed", attempt: 1 });
  expect(await sender.orders(String(payload.id))).toHaveLength(1);
});

test("a cancellation that was cut off after it had created its order goes on when it is sent again", async () => {
  const payload = order();
  expect(await sendTwice("orders/cancelled", payload)).toMatchObject({ status: "processed" });
  const orders = await sender.orders(String(payload.id));
  expect(orders.map(({ status }: { status: string }) => status)).toEqual(["cancelled"]);
});

test("a refund that was cut off after it had cancelled the rest of its order goes on when it is sent again", async () => {
  for (const restock_type of ["return", "no_restock", "cancel"]) {
    const payload = order();
    const { order_id } = await sender.deliver("orders/create", payload);
    await shop.post(`orders/${order_id}/fulfill`, { items: [{ sku: "MUG", quantity: 1 }] });
    const refund = shopifyRefund([{ quantity: 2, restock_type }], { id: ++next, order_id: payload.id });
    const delivery = await sendTwice("refunds/create", refund);
    expect(delivery).toMatchObject({ status: "processed", order_id });
    const { items } = (await shop.get(`return_authorizations/${delivery.return_authorization_id}`)).body.data;
    expect(items).toMatchObject([{ quantity: 1 }]);
    expect((await sender.orders(String(payload.id)))[0]).toMatchObject({
      status: "cancelled",
      items: [{ fulfilled_quantity: 1, cancelled_quantity: 1 }],
    });
  }
});

test("a refund that another message overtakes while it is decided is decided again, and never fails for that", async () => {
  for (const quantity of [2, 1]) {
    const payload = order();
    const { order_id } = await sender.deliver("orders/create", payload);
    await shop.post(`orders/${order_id}/fulfill`, { items: [{ sku: "MUG", quantity }] });
    const refund = shopifyRefund([{ quantity: 2 }], { id: ++next, order_id: payload.id });
    let faster: { return_authorization_id?: string } = {};
    meanwhile = async () => {
      faster = await sender.deliver("refunds/create", refund);
    };
    const slower = await sender.deliver("refunds/create", refund);
    expect(slower).toMatchObject({ status: "ignored", reason: "The refund has arrived before." });
    expect(slower.return_authorization_id).toBe(faster.return_authorization_id);
    expect((await shop.get(`return_authorizations?order_id=${order_id}`)).body.data).toHaveLength(1);
  }
});

test("what is shipped while its refund is decided is authorized to come back, and only the rest is cancelled", async () => {
  const payload = order();
  const { order_id } = await sender.deliver("orders/create", payload);
  const refund = shopifyRefund([{ quantity: 2 }], { id: ++next, order_id: payload.id });
  meanwhile = () => shop.post(`orders/${order_id}/fulfill`, { items: [{ sku: "MUG", quantity: 1 }] });
  const delivery = await sender.deliver("refunds/create", refund);
  expect(delivery).toMatchObject({ status: "processed" });
  const { items } = (await shop.get(`return_authorizations/${delivery.return_authorization_id}`)).body.data;
  expect(items).toMatchObject([{ quantity: 1 }]);
  expect((await sender.orders(String(payload.id)))[0]).toMatchObject({
    status: "cancelled",
    items: [{ fulfilled_quantity: 1, cancelled_quantity: 1 }],
  });
});

test("a failure that can't be written down is sent again, and then waits", async () => {
  const delivery = await sendTwice("orders/create", { id: 1 });
  expect(delivery).toMatchObject({ status: "failed", attempt: 1 });
});

test("after all of it, the ledger and the levels agree", async () => {
  expect(await shop.discrepancies()).toEqual([]);
});
