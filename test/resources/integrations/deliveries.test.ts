import { beforeAll, describe, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { costOf } from "../../support/cost";
import { openSender, type Sender, shopifyLine, shopifyOrder } from "../../support/senders";
import { codesOf, openShop, type Shop } from "../../support/shop";

const app = createTestApp();
let shop: Shop;
let sender: Sender;

beforeAll(async () => {
  shop = await openShop(app);
  await shop.stock("MUG", 1000);
  sender = await openSender(shop, "shopify");
});

let next = 7000000000000;
const order = (more: Record<string, unknown> = {}) => {
  next += 1;
  return shopifyOrder({ id: next, name: `#${next}`, ...more });
};
const stranger = (name: string) => ({ headers: { "CF-Connecting-IP": name } });

describe("who has not signed", () => {
  test("is told the same, whatever is wrong, and nothing is stored", async () => {
    const before = (await sender.deliveries()).length;
    const payload = order();
    const other = await openSender(await openShop(app), "shopify", { secret: "the other organization's" });
    const woo = await openSender(shop, "woocommerce");
    const made_up = (id: string) => `/api/v1/integrations/webhooks/shopify/${id}`;
    const [, organization, own] = sender.id.split("_") as [string, string, string];
    const attempts = [
      await sender.send("orders/create", payload, { signed_with: "another secret", ...stranger("1") }),
      await sender.send("orders/create", payload, { path: other.webhook_path, ...stranger("2") }),
      await sender.send("orders/create", payload, { path: woo.webhook_path, ...stranger("3") }),
      await sender.send("orders/create", payload, { path: made_up(woo.id), ...stranger("4") }),
      await sender.send("orders/create", payload, {
        path: made_up(`int_${organization}_${own.replaceAll(/./g, "0")}`),
        ...stranger("5"),
      }),
      await sender.send("orders/create", payload, { path: made_up(`int_${own}_${own}`), ...stranger("6") }),
      await sender.send("orders/create", payload, { path: made_up("nothing"), ...stranger("7") }),
      await app.request("POST", sender.webhook_path, { body: payload, ...stranger("9") }),
      await app.request("POST", sender.webhook_path, {
        body: payload,
        headers: { "X-Shopify-Hmac-Sha256": "%", "CF-Connecting-IP": "10" },
      }),
    ];
    expect(attempts.map(({ status }) => status)).toEqual(attempts.map(() => 401));
    for (const { body } of attempts) expect(body.errors).toEqual(attempts[0]?.body.errors);
    expect(codesOf(attempts[0] as never)).toEqual(["unauthorized"]);
    expect(await sender.deliveries()).toHaveLength(before);
    expect(await sender.orders(String(payload.id))).toEqual([]);
  });

  test("a body that was changed by a letter is refused", async () => {
    const body = JSON.stringify(order());
    const { headers } = await signedHeaders(body);
    const changed = await app.request("POST", sender.webhook_path, { body: body.replace("MUG", "CUP"), headers });
    expect(changed.status).toBe(401);
  });

  test("fails at most 20 times in a minute from one address; who signs is not affected", async () => {
    const attempt = () =>
      sender.send("orders/create", order(), { signed_with: "a guessed secret", ...stranger("mallory") });
    const statuses = [];
    for (let count = 0; count < 22; count++) statuses.push((await attempt()).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses.slice(20)).toEqual([429, 429]);
    expect((await sender.send("orders/create", order(), stranger("mallory"))).status).toBe(200);
  });
});

async function signedHeaders(body: string) {
  const { SIGN } = await import("../../support/senders");
  return { headers: SIGN.shopify(sender.secret, body, "orders/create", crypto.randomUUID()) };
}

describe("what is signed", () => {
  test("is accepted under the API's base path and without it, with and without a key", async () => {
    const path = sender.webhook_path.replace("/api/v1", "");
    expect(await sender.deliver("orders/create", order(), { path })).toMatchObject({ status: "processed" });
    const headers = { Authorization: "Bearer sb_live_wrong" };
    expect(await sender.deliver("orders/create", order(), { headers })).toMatchObject({ status: "processed" });
  });

  test("has effect once: a repetition returns the first delivery", async () => {
    const payload = order();
    const first = await sender.deliver("orders/create", payload, { message: "once" });
    const again = await sender.deliver("orders/create", payload, { message: "once", app: createTestApp() });
    expect(again).toEqual(first);
    expect(await sender.orders(String(payload.id))).toHaveLength(1);
  });

  test("has effect once if it comes several times at once, on several machines", async () => {
    const machines = [app, createTestApp(), createTestApp()];
    for (const [message, ids] of [
      ["same message", ["x", "x", "x", "x", "x", "x"]],
      ["several messages", ["1", "2", "3", "4", "5", "6"]],
    ] as const) {
      const payload = order();
      const all = await Promise.all(
        ids.map((id, at) =>
          sender.deliver("orders/create", payload, { message: message + id, app: machines[at % 3] as never }),
        ),
      );
      expect(new Set(all.map(({ order_id }) => order_id)).size).toBe(1);
      const statuses = all.map(({ status }) => status);
      expect(statuses).toContain("processed");
      expect(statuses).not.toContain("failed");
      expect(await sender.orders(String(payload.id))).toHaveLength(1);
    }
  });

  test("that cancels and creates one order at once leaves one order, which is cancelled", async () => {
    const payload = order();
    await Promise.all([
      sender.deliver("orders/create", payload),
      sender.deliver("orders/cancelled", payload, { app: createTestApp() }),
      sender.deliver("orders/cancelled", payload),
      sender.deliver("orders/create", payload, { app: createTestApp() }),
    ]);
    const orders = await sender.orders(String(payload.id));
    expect(orders.map(({ status }: { status: string }) => status)).toEqual(["cancelled"]);
  });

  test("is retried once, however many do", async () => {
    const failed = await sender.deliver("orders/create", order({ line_items: [shopifyLine({ sku: "SOON" })] }));
    await shop.product("SOON");
    const all = await Promise.all([1, 2, 3, 4].map(() => sender.retry(failed.id)));
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 422, 422, 422]);
    expect(await sender.orders(String(next))).toHaveLength(1);
  });

  test("up to 2 MiB is taken, and stored compressed; more is 413", async () => {
    const large = order({
      line_items: [shopifyLine()],
      note_attributes: [{ name: "x", value: "x".repeat(2_000_000) }],
    });
    const delivery = await sender.deliver("orders/create", large);
    expect(delivery).toMatchObject({ status: "processed" });
    const read = (await shop.get(`integrations/${sender.id}/deliveries/${delivery.id}`)).body.data;
    expect(read.payload).toEqual(large);
    const larger = order({ note_attributes: "x".repeat(2_100_000) });
    expect(codesOf(await sender.send("orders/create", larger))).toEqual(["payload_too_large"]);
  });

  test("but is not JSON, or not what is documented, waits as it came", async () => {
    for (const garbage of [
      "not json",
      "",
      "{}",
      '{"id": 1}',
      '{"id": 1, "line_items": {}}',
      '{"id": 1, "line_items": [1]}',
    ]) {
      const delivery = await sender.deliver("orders/create", garbage);
      expect(delivery).toMatchObject({ status: "failed", order_id: null });
    }
    const [newest] = await sender.deliveries("?status=failed");
    expect((await shop.get(`integrations/${sender.id}/deliveries/${newest.id}`)).body.data.payload).toEqual({
      id: 1,
      line_items: [1],
    });
  });

  test("for a disabled integration is kept without effect, and takes it when it is retried", async () => {
    await shop.patch(`integrations/${sender.id}`, { status: "disabled" });
    const payload = order();
    const kept = await sender.deliver("orders/create", payload);
    expect(kept).toMatchObject({ status: "ignored", reason: expect.stringContaining("is disabled") });
    expect(await sender.orders(String(payload.id))).toEqual([]);
    await shop.patch(`integrations/${sender.id}`, { status: "active" });
    expect((await sender.retry(kept.id)).body.data).toMatchObject({ status: "processed", attempt: 2 });
  });

  test("costs three round trips, and one if it is repeated", async () => {
    const trips = async (terms: object) => costOf(await sender.send("orders/create", order(), terms)).round_trips;
    expect(await trips({ message: "cost" })).toBe(3);
    expect(await trips({ message: "cost" })).toBe(1);
  });

  test("acts as the integration", async () => {
    const { order_id } = await sender.deliver("orders/create", order());
    const { data } = (await shop.get("events?type=order.created&per_page=100")).body;
    const event = data.find((one: { data: { order: { id: string } } }) => one.data.order.id === order_id);
    expect([event.actor_type, event.actor_id]).toEqual(["integration", sender.id]);
  });
});

describe("an organization", () => {
  test("that is suspended is told so to its senders", async () => {
    const own = createTestApp();
    const suspended = await openShop(own);
    const theirs = await openSender(suspended, "shopify");
    await own.admin("PATCH", `/admin/v1/organizations/${suspended.tenant.id}`, { body: { status: "suspended" } });
    expect(codesOf(await theirs.send("orders/create", order()))).toEqual(["organization_suspended"]);
  });

  test("has its rate limit for each integration", async () => {
    const limited = await openShop(createTestApp(), { settings: { rate_limits: { requests_per_minute: 15 } } });
    const theirs = await openSender(limited, "shopify");
    const answers = [];
    for (let count = 0; count < 16; count++) answers.push(await theirs.send("products/update", {}));
    expect(answers.map(({ status }) => status)).toEqual([...Array(15).fill(200), 429]);
    expect(answers.at(-1)?.headers.get("Retry-After")).toBeTruthy();
    const second = await openSender(limited, "shopify").catch(() => null);
    expect(second === null || (await second.send("products/update", {})).status === 200).toBe(true);
  });

  test("sees only its own deliveries", async () => {
    const delivery = await sender.deliver("orders/create", order());
    const other = await openShop(app);
    for (const path of ["", `/${delivery.id}`]) {
      expect((await other.get(`integrations/${sender.id}/deliveries${path}`)).status).toBe(404);
    }
    expect((await other.post(`integrations/${sender.id}/deliveries/${delivery.id}/retry`)).status).toBe(404);
    const theirs = await openSender(other, "shopify");
    expect((await shop.get(`integrations/${sender.id}/deliveries/ind_none`)).status).toBe(404);
    expect((await other.get(`integrations/${theirs.id}/deliveries/${delivery.id}`)).status).toBe(404);
  });
});

test("deliveries are listed newest first, by status and topic, and followed by a cursor", async () => {
  const own = await openSender(shop, "shopify");
  for (let at = 1; at <= 5; at++) await own.deliver(at % 2 ? "orders/create" : "products/update", order());
  const all = await own.deliveries();
  expect(all.map(({ topic }: { topic: string }) => topic.slice(0, 6))).toEqual([
    "orders",
    "produc",
    "orders",
    "produc",
    "orders",
  ]);
  expect(await own.deliveries("?status=ignored")).toEqual([all[1], all[3]]);
  expect(await own.deliveries("?topic=orders/create")).toEqual([all[0], all[2], all[4]]);
  const { meta, data } = (await shop.get(`integrations/${own.id}/deliveries?per_page=2`)).body;
  expect([data, meta.total]).toEqual([all.slice(0, 2), 5]);
  const cursor = (await shop.get(`integrations/${own.id}/deliveries?per_page=2&cursor=${meta.next_cursor ?? ""}`)).body;
  if (meta.next_cursor) expect(cursor.data).toEqual(all.slice(2, 4));
});
