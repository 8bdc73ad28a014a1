import { beforeAll, describe, expect, test } from "vitest";
import { openSender, type Sender, SIGN } from "../../support/senders";
import { openShop, type Shop } from "../../support/shop";

let shop: Shop;
let sender: Sender;

beforeAll(async () => {
  shop = await openShop();
  await shop.stock("MUG", 10);
  sender = await openSender(shop, "standard");
});

const items = [{ sku: "MUG", quantity: 1, unit_price: 9 }];

describe("the body of POST /orders", () => {
  test.each([
    ["flat", (body: object) => body],
    ["wrapped", (order: object) => ({ order })],
    ["enveloped", (data: object) => ({ type: "order.created", timestamp: "2026-11-23T08:30:00Z", data })],
    ["both", (order: object) => ({ type: "order.created", timestamp: "2026-11-23T08:30:00Z", data: { order } })],
  ])("%s becomes an order", async (kind, wrap) => {
    const delivery = await sender.deliver("", wrap({ external_reference: `A-${kind}`, items }));
    expect(delivery).toMatchObject({ status: "processed", topic: "order.created", external_reference: `A-${kind}` });
    const [created] = await sender.orders(`A-${kind}`);
    expect(created).toMatchObject({
      id: delivery.order_id,
      channel: "standard",
      location_id: shop.warehouse,
      items: [{ sku: "MUG", quantity: 1, unit_price: 9 }],
    });
  });

  test("is expected of the type order.created alone: other types are noted", async () => {
    const data = { items, external_reference: "A-paid" };
    const delivery = await sender.deliver("", { type: "order.paid", timestamp: "2026-11-23T08:30:00Z", data });
    expect(delivery).toMatchObject({
      status: "ignored",
      topic: "order.paid",
      reason: "The type order.paid is not used.",
    });
    expect(await sender.orders("A-paid")).toEqual([]);
  });

  test("without a reference is identified by the message, with one it is one order whatever the message", async () => {
    const delivery = await sender.deliver("", { items, channel: "kiosk" }, { message: "msg_1" });
    expect(delivery.external_reference).toBe("msg_1");
    expect((await sender.orders("msg_1"))[0]).toMatchObject({ channel: "kiosk" });
    const first = await sender.deliver("", { items, external_reference: "B-1" });
    expect(await sender.deliver("", { items, external_reference: "B-1" })).toMatchObject({
      status: "ignored",
      order_id: first.order_id,
    });
  });

  test("may name another location, and be reserved all or nothing", async () => {
    const elsewhere = await sender.deliver("", { items, external_reference: "C-1", location_id: shop.store });
    expect(elsewhere.status).toBe("processed");
    expect((await sender.orders("C-1"))[0]).toMatchObject({ location_id: shop.store });
    const lacking = await sender.deliver("", { items: [{ sku: "MUG", quantity: 99 }], reserve: true });
    expect(lacking).toMatchObject({ status: "failed", reason: expect.stringContaining("99 requested") });
    await shop.stock("MUG", 100);
    expect((await sender.retry(lacking.id)).body.data).toMatchObject({ status: "processed" });
  });

  test("waits with every problem if it would be refused", async () => {
    const wrong = await sender.deliver("", { itmes: [], items: [{ sku: "MUG", quantity: -1 }] });
    expect(wrong).toMatchObject({ status: "failed", external_reference: null });
    expect(wrong.reason).toMatch(/quantity/);
    expect(wrong.reason).toMatch(/itmes/);
    for (const garbage of ["", "{", "null", "[]", `${"[".repeat(100_000)}`]) {
      expect(await sender.deliver("", garbage)).toMatchObject({ status: "failed", order_id: null });
    }
  });
});

describe("a signature", () => {
  const body = JSON.stringify({ items });
  const send = (headers: Record<string, string>) => shop.app.request("POST", sender.webhook_path, { body, headers });
  const signed = (offset_s: number, id: string) =>
    SIGN.standard(sender.secret, body, "", id, new Date(shop.app.clock.now.getTime() + offset_s * 1000));

  test("is valid for five minutes around its time", async () => {
    expect((await send(signed(-299, "t-1"))).status).toBe(200);
    expect((await send(signed(299, "t-2"))).status).toBe(200);
    expect((await send(signed(-302, "t-3"))).status).toBe(401);
    expect((await send(signed(302, "t-4"))).status).toBe(401);
  });

  test("may be one of several, of which others are another version's or another secret's", async () => {
    const headers = signed(0, "s-1");
    const others = `v1a,AAAA v1,${btoa("x".repeat(32))} v1,%% ${headers["webhook-signature"]}`;
    expect((await send({ ...headers, "webhook-signature": others })).status).toBe(200);
  });

  test("covers the id and the time", async () => {
    const headers = signed(0, "s-2");
    expect((await send({ ...headers, "webhook-id": "s-3" })).status).toBe(401);
    const later = String(Number(headers["webhook-timestamp"]) + 1);
    expect((await send({ ...headers, "webhook-timestamp": later })).status).toBe(401);
    for (const name of Object.keys(headers)) {
      const { [name]: _, ...rest } = headers;
      expect((await send(rest)).status).toBe(401);
    }
  });
});
