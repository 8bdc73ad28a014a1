import { describe, expect, test, vi } from "vitest";
import { createTestApp } from "../../support/app";
import { openDairy } from "../../support/dairy";
import { databaseOf, sql } from "../../support/databases";
import { deliverNow, verified } from "../../support/endpoints";
import { openReceiver, type Received } from "../../support/receivers";
import { openShop, type Shop } from "../../support/shop";

const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;

type Receiver = Awaited<ReturnType<typeof openReceiver>>;

/** What a receiver has got, once it has got so many requests, and nothing is left to be sent. */
async function arrived(shop: Shop, receiver: Receiver, count: number): Promise<Received[]> {
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(count), { timeout: 10_000 });
  await deliverNow(shop.app, shop.tenant);
  const received = await receiver.received();
  expect(received).toHaveLength(count);
  return received;
}

const contentOf = ({ body }: Received) => JSON.parse(body);
const textsOf = (received: readonly Received[]) => received.map((request) => contentOf(request).text);

const job = (shop: Shop, name: string) =>
  shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/${name}`);

const subscribe = (shop: Shop, body: Record<string, unknown>) =>
  shop.made("alert_subscriptions", { kinds: ["low_stock", "out_of_stock", "oversold"], ...body });
const bySlack = ({ url }: Receiver) => ({ channel: { type: "slack", url } });
const byWebhook = ({ url }: Receiver) => ({ channel: { type: "webhook", url } });

/** An app whose e-mail is sent to a receiver, as if it were Resend. */
const withMail = ({ url }: Receiver, now?: string) =>
  createTestApp({
    ...(now ? { now } : {}),
    settings: (given) => ({
      ...given,
      deployment: {
        ...given.deployment,
        mail: { api_url: url, api_key: "re_123", from: "Stockbook <alerts@stockbook.example>" },
      },
    }),
  });
const byMail = { channel: { type: "email", to: ["boss@shop.example", "stock@shop.example"] } };

const policy = (shop: Shop, reorder_point: number) =>
  shop.made("inventory_policies", { sku: "MUG", location_id: shop.warehouse, reorder_point });

describe("an alert that is sent at once", () => {
  test("says what has happened, once while it lasts, in a signed message", async () => {
    const [shop, receiver] = [await openShop(), await openReceiver()];
    const { id, secret } = await subscribe(shop, byWebhook(receiver));
    await policy(shop, 5);
    await shop.stock("MUG", 10);
    await shop.stock("MUG", -6);
    await shop.stock("MUG", -1);
    await job(shop, "hourly");
    const [request] = await arrived(shop, receiver, 1);
    const [event] = (await shop.get("events?type=inventory.low")).body.data;
    const [level] = (await shop.get("inventory_levels?sku=MUG")).body.data;
    expect(verified(request as Received, secret)).toEqual({
      type: "alert",
      timestamp: event.created_at,
      data: {
        subscription_id: id,
        alerts: [
          {
            ...{ kind: "low_stock", event_id: event.id, occurred_at: event.created_at, severity: "warning" },
            title: "MUG is low",
            text: "MUG is low at Warehouse: 4 available, reorder point 5.",
            ...{ variant_id: level.variant_id, sku: "MUG", product_name: "MUG" },
            ...{ location_id: shop.warehouse, location_name: "Warehouse", lot_id: null, document_id: null },
            quantities: { on_hand: 4, reserved: 0, available: 4, reorder_point: 5 },
          },
        ],
        more: 0,
      },
    });
    expect(request?.headers["webhook-id"]).toBe(`${id}_${event.id}`);
  });

  test("is one for each level that runs out or is oversold, in words", async () => {
    const [shop, receiver] = [await openShop(), await openReceiver()];
    await subscribe(shop, { ...bySlack(receiver), kinds: ["out_of_stock", "oversold"] });
    await shop.stock("MUG", 5);
    await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
    await shop.stock("MUG", -2);
    expect(textsOf(await arrived(shop, receiver, 2))).toEqual([
      "MUG is out of stock at Warehouse: 0 available (5 on hand, 5 reserved).",
      "MUG is oversold at Warehouse by 2: 3 on hand, 5 reserved.",
    ]);
  });

  test("comes of the location that was asked for only, as do lots, purchase orders and insights", async () => {
    const shop = await openDairy(createTestApp({ now: "2026-11-23T09:00:00Z" }));
    const [here, there] = [await openReceiver(), await openReceiver()];
    const kinds = ["low_stock", "expiring", "expired", "purchase_order_overdue"];
    await subscribe(shop, { ...bySlack(here), kinds, location_id: shop.warehouse });
    await subscribe(shop, { ...bySlack(there), kinds, location_id: shop.store });
    await shop.lot("BOTH", 3, "2026-11-25");
    await shop.lot("BOTH", 2, undefined, { location_id: shop.store });
    await shop.lot("HERE", 1, "2026-11-24");
    await shop.lot("OLD", 4, "2026-11-22", { location_id: shop.store });
    await shop.made("purchase_orders", {
      ...{ number: "PO-1", supplier_id: shop.supplier, location_id: shop.store, exchange_rate: 1 },
      ...{ expected_at: "2026-11-22", items: [{ sku: "MUG", quantity: 10, unit_cost: 1 }] },
    });
    await shop.stock("MUG", 2, shop.store);
    await shop.stock("MUG", -2, shop.store);
    await job(shop, "hourly");
    await job(shop, "nightly");
    expect(textsOf(await arrived(shop, here, 2))).toEqual([
      "Lot HERE of MILK expires tomorrow, after 2026-11-24: 1 on hand at Warehouse.",
      "Lot BOTH of MILK expires in 2 days, after 2026-11-25: 5 on hand at 2 locations.",
    ]);
    expect(textsOf(await arrived(shop, there, 4))).toEqual([
      "MUG is low at Store: 0 available, reorder point 0.",
      "Lot OLD of MILK has expired: 2026-11-22 was its last day, 4 on hand at Store.",
      "Purchase order PO-1 from Potter is overdue at Store: expected by 2026-11-22, 1 of 1 items still open.",
      "Lot BOTH of MILK expires in 2 days, after 2026-11-25: 5 on hand at 2 locations.",
    ]);
  });

  test("of an event that two kinds fit is one alert", async () => {
    const [shop, receiver, all] = [await openShop(), await openReceiver(), await openReceiver()];
    await subscribe(shop, { ...byWebhook(receiver), kinds: ["insight", "stockout_forecast"] });
    await subscribe(shop, { ...byWebhook(all), kinds: ["stockout_forecast"] });
    const insight = (kind: string) => ({
      ...{ id: `ins_${kind}`, kind, severity: "critical", title: `Found ${kind}`, detail: "See for yourself." },
      ...{ variant_id: null, location_id: null, lot_id: null, supplier_id: null, document_id: null },
    });
    for (const kind of ["stockout_risk", "overstock"]) {
      await sql(
        await databaseOf(shop.tenant.id),
        "INSERT INTO events (type, data, created_at) VALUES ('insight.created', ?, '2026-11-23T08:30:00.000Z')",
        JSON.stringify({ insight: insight(kind) }),
      );
    }
    await deliverNow(shop.app, shop.tenant);
    const alertsOf = async (at: Receiver, count: number) =>
      (await arrived(shop, at, count))
        .map((request) => contentOf(request).data.alerts)
        .map(([{ kind, text }]) => [kind, text]);
    expect(await alertsOf(receiver, 2)).toEqual([
      ["stockout_forecast", "Found stockout_risk. See for yourself."],
      ["insight", "Found overstock. See for yourself."],
    ]);
    expect(await alertsOf(all, 1)).toEqual([["stockout_forecast", "Found stockout_risk. See for yourself."]]);
  });

  test("is not sent by a subscription that was made later, changed to something else, disabled or deleted", async () => {
    const [shop, receiver] = [await openShop(), await openReceiver()];
    const runOut = async () => {
      await shop.stock("MUG", 5);
      await shop.stock("MUG", -5);
    };
    await runOut();
    const { id } = await subscribe(shop, { ...bySlack(receiver), kinds: ["out_of_stock"] });
    await shop.patch(`alert_subscriptions/${id}`, { kinds: ["oversold"] });
    await runOut();
    await shop.patch(`alert_subscriptions/${id}`, { kinds: ["out_of_stock"], status: "disabled" });
    await runOut();
    await arrived(shop, receiver, 0);
    await shop.tenant.request("DELETE", `/api/v1/alert_subscriptions/${id}`);
    await runOut();
    await arrived(shop, receiver, 0);
  });
});

/** Writes as many alerts of levels that are out of stock, behind the API's back. */
async function writeAlerts(shop: Shop, count: number, location_id: string) {
  const level = { location_id, on_hand: 0, reserved: 0, available: 0, reorder_point: 0, ledger_sequence: 1 };
  const numbers = Array.from({ length: count }, (_, at) => JSON.stringify({ variant_id: `var_${at}`, ...level }));
  await sql(
    await databaseOf(shop.tenant.id),
    `INSERT INTO events (type, data, created_at)
      SELECT 'inventory.out', value, '2026-11-23T08:30:00.000Z' FROM json_each(?)`,
    JSON.stringify(numbers),
  );
}

describe("of many alerts at the same time", () => {
  test("each arrives once, in order, in few messages", async () => {
    const [shop, webhook, slack] = [await openShop(), await openReceiver(), await openReceiver({ status: 503 }, {})];
    await subscribe(shop, byWebhook(webhook));
    await subscribe(shop, bySlack(slack));
    await writeAlerts(shop, 112, shop.warehouse);
    const events = (await shop.get("events?type=inventory.out&per_page=100")).body.data;
    const more = (await shop.get("events?type=inventory.out&per_page=100&page=2")).body.data;
    await deliverNow(shop.app, shop.tenant);
    const received = await arrived(shop, webhook, 3);
    const alerts = received.map((request) => contentOf(request).data.alerts);
    expect(alerts.map(({ length }) => length)).toEqual([50, 50, 12]);
    expect(alerts.flat().map(({ event_id }) => event_id)).toEqual([...events, ...more].map(({ id }) => id));
    await arrived(shop, slack, 1);
    shop.app.clock.advance(6 * 1000);
    await deliverNow(shop.app, shop.tenant);
    const texts = textsOf(await arrived(shop, slack, 4)).map((text) => text.split("\n"));
    expect(texts[0]).toEqual(texts[1]);
    expect(texts.slice(1).map((lines) => [lines.length, lines[0]])).toEqual([
      [51, "50 alerts:"],
      [51, "50 alerts:"],
      [13, "12 alerts:"],
    ]);
  });

  test("ten are still sent one by one", async () => {
    const [shop, receiver] = [await openShop(), await openReceiver()];
    await subscribe(shop, byWebhook(receiver));
    await writeAlerts(shop, 10, shop.warehouse);
    await deliverNow(shop.app, shop.tenant);
    const received = await arrived(shop, receiver, 10);
    expect(received.map((request) => contentOf(request).data.alerts.length)).toEqual(Array(10).fill(1));
  });

  test("those of other locations delay none", async () => {
    const [shop, receiver] = [await openShop(), await openReceiver()];
    await subscribe(shop, { ...byWebhook(receiver), location_id: shop.store });
    await writeAlerts(shop, 3000, shop.warehouse);
    await writeAlerts(shop, 1, shop.store);
    await writeAlerts(shop, 3000, shop.warehouse);
    expect(await deliverNow(shop.app, shop.tenant)).toMatchObject({ status: "finished", did: { delivered: 1 } });
    await arrived(shop, receiver, 1);
  });
});

describe("a daily digest", () => {
  /** Makes the mugs run out and come back. */
  async function runOut(shop: Shop, times = 1) {
    for (let time = 0; time < times; time++) {
      await shop.stock("MUG", 5);
      await shop.stock("MUG", -5);
    }
  }

  test.each([
    ["Europe/Berlin", "08:00", "2026-10-24T08:00:00Z", "2026-10-25T07:00:00Z", "2026-10-26T07:00:00Z"],
    ["Europe/Berlin", "02:30", "2027-03-27T08:00:00Z", "2027-03-28T01:00:00Z", "2027-03-29T00:30:00Z"],
    ["America/New_York", "01:30", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"],
  ])("in %s is sent at %s, also over a change of clocks", async (timezone, digest_at, now, first, second) => {
    const [shop, receiver] = [await openShop(createTestApp({ now }), { timezone }), await openReceiver()];
    const body = { kinds: ["out_of_stock"], mode: "daily_digest", digest_at };
    const { id, secret } = await subscribe(shop, { ...byWebhook(receiver), ...body });
    await runOut(shop, 2);
    shop.app.clock.now = new Date(Date.parse(first) - MINUTE);
    await arrived(shop, receiver, 0);
    shop.app.clock.now = new Date(first);
    await deliverNow(shop.app, shop.tenant);
    const [digest] = await arrived(shop, receiver, 1);
    expect(verified(digest as Received, secret)).toMatchObject({
      ...{ type: "alert.digest", timestamp: new Date(first).toISOString() },
      data: { subscription_id: id, alerts: [{ kind: "out_of_stock" }, { kind: "out_of_stock" }], more: 0 },
    });
    await runOut(shop);
    shop.app.clock.now = new Date(Date.parse(second) - MINUTE);
    await arrived(shop, receiver, 1);
    shop.app.clock.now = new Date(second);
    await deliverNow(shop.app, shop.tenant);
    const [, next] = await arrived(shop, receiver, 2);
    expect(contentOf(next as Received).data.alerts).toHaveLength(1);
  });

  test("is not sent without alerts, and what comes after its time waits for the next", async () => {
    const [shop, receiver] = [await openShop(createTestApp({ now: "2026-11-23T12:00:00Z" })), await openReceiver()];
    const body = { kinds: ["out_of_stock"], mode: "daily_digest", location_id: shop.warehouse };
    await subscribe(shop, { ...bySlack(receiver), ...body });
    await shop.stock("TEA", 1, shop.store);
    await shop.stock("TEA", -1, shop.store);
    shop.app.clock.now = new Date("2026-11-24T08:00:00Z");
    await arrived(shop, receiver, 0);
    shop.app.clock.now = new Date("2026-11-25T09:00:00Z");
    await runOut(shop);
    await arrived(shop, receiver, 0);
    shop.app.clock.now = new Date("2026-11-26T07:59:00Z");
    await arrived(shop, receiver, 0);
    shop.app.clock.now = new Date("2026-11-26T08:00:00Z");
    await deliverNow(shop.app, shop.tenant);
    expect(textsOf(await arrived(shop, receiver, 1))).toEqual([
      "1 alert since the last digest:\nMUG is out of stock at Warehouse: 0 available.",
    ]);
  });

  test("that fails for two days has, once it succeeds, all alerts since the last one", async () => {
    const receiver = await openReceiver({ status: 503 });
    const shop = await openShop(createTestApp({ now: "2026-11-23T07:00:00Z" }));
    await subscribe(shop, { ...byWebhook(receiver), kinds: ["out_of_stock"], mode: "daily_digest" });
    await runOut(shop);
    // An attempt is made at each of these hours after 07:00, by the schedule of attempts.
    for (const hour of [1, 1.1, 2, 3, 6, 12, 24, 42]) {
      shop.app.clock.now = new Date(Date.parse("2026-11-23T07:00:00Z") + hour * HOUR);
      if (hour === 12) await runOut(shop);
      await deliverNow(shop.app, shop.tenant);
    }
    const failed = (await receiver.received()).length;
    expect(failed).toBeGreaterThan(5);
    await receiver.answer({ status: 200 });
    await runOut(shop);
    shop.app.clock.now = new Date("2026-11-26T07:00:00Z");
    await deliverNow(shop.app, shop.tenant);
    const { data } = contentOf((await arrived(shop, receiver, failed + 1)).at(-1) as Received);
    expect([data.alerts.length, data.more]).toEqual([3, 0]);
    shop.app.clock.now = new Date("2026-11-27T12:00:00Z");
    await arrived(shop, receiver, failed + 1);
  });

  test("that failed is sent once its channel is corrected", async () => {
    const [broken, receiver] = [await openReceiver({ status: 404 }), await openReceiver()];
    const shop = await openShop(createTestApp({ now: "2026-11-23T07:00:00Z" }));
    const body = { kinds: ["out_of_stock"], mode: "daily_digest" };
    const { id } = await subscribe(shop, { ...byWebhook(broken), ...body });
    await runOut(shop);
    shop.app.clock.now = new Date("2026-11-23T08:00:00Z");
    await deliverNow(shop.app, shop.tenant);
    await arrived(shop, broken, 1);
    shop.app.clock.now = new Date("2026-11-23T08:00:01Z");
    await shop.patch(`alert_subscriptions/${id}`, byWebhook(receiver));
    expect(contentOf((await arrived(shop, receiver, 1))[0] as Received).data.alerts).toHaveLength(1);
  });

  test("whose time is changed, or that becomes immediate, loses nothing and repeats nothing", async () => {
    const [shop, receiver] = [await openShop(createTestApp({ now: "2026-11-23T09:00:00Z" })), await openReceiver()];
    const { id } = await subscribe(shop, { ...byWebhook(receiver), kinds: ["out_of_stock"], mode: "daily_digest" });
    const change = (body: Record<string, unknown>) => shop.patch(`alert_subscriptions/${id}`, body);
    const alertsAt = async (count: number) => {
      const received = await arrived(shop, receiver, count);
      return received.map((request) => contentOf(request).data.alerts.length);
    };
    await runOut(shop);
    await change({ digest_at: "10:00" });
    expect(await alertsAt(0)).toEqual([]);
    shop.app.clock.now = new Date("2026-11-23T10:00:00Z");
    await deliverNow(shop.app, shop.tenant);
    expect(await alertsAt(1)).toEqual([1]);
    shop.app.clock.now = new Date("2026-11-23T11:00:00Z");
    await runOut(shop);
    shop.app.clock.now = new Date("2026-11-23T13:00:00Z");
    // The digest of noon is the one that has been missed.
    await change({ digest_at: "12:00" });
    expect(await alertsAt(2)).toEqual([1, 1]);
    await runOut(shop, 2);
    expect(await alertsAt(2)).toEqual([1, 1]);
    await change({ mode: "immediate" });
    expect(await alertsAt(4)).toEqual([1, 1, 1, 1]);
    await change({ mode: "daily_digest" });
    await runOut(shop);
    expect(await alertsAt(4)).toEqual([1, 1, 1, 1]);
    shop.app.clock.now = new Date("2026-11-24T08:00:00Z");
    await deliverNow(shop.app, shop.tenant);
    expect(await alertsAt(5)).toEqual([1, 1, 1, 1, 1]);
  });

  test("of many alerts has the first ones, and says how many more there were", async () => {
    const [shop, receiver] = [await openShop(createTestApp({ now: "2026-11-23T12:00:00Z" })), await openReceiver()];
    const [webhook, mode] = [await openReceiver(), { kinds: ["out_of_stock"], mode: "daily_digest" }];
    await subscribe(shop, { ...bySlack(receiver), ...mode });
    await subscribe(shop, { ...byWebhook(webhook), ...mode });
    await runOut(shop, 60);
    shop.app.clock.now = new Date("2026-11-24T08:00:00Z");
    await deliverNow(shop.app, shop.tenant);
    const [message] = await arrived(shop, receiver, 1);
    const lines = contentOf(message as Received).text.split("\n");
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([52, "60 alerts since the last digest:", "… and 10 more."]);
    const { data } = contentOf((await arrived(shop, webhook, 1))[0] as Received);
    expect([data.alerts.length, data.more]).toEqual([50, 10]);
  });
});

describe("an e-mail", () => {
  test("is sent by Resend's API, with a key that a repetition has as well", async () => {
    const mail = await openReceiver(
      { status: 500 },
      { status: 429, headers: { "Retry-After": "120" } },
      { status: 200 },
    );
    const shop = await openShop(withMail(mail));
    const { id } = await subscribe(shop, { ...byMail, kinds: ["out_of_stock"] });
    await shop.stock("MUG", 5);
    await shop.stock("MUG", -5);
    await arrived(shop, mail, 1);
    shop.app.clock.advance(6 * 1000);
    await deliverNow(shop.app, shop.tenant);
    await arrived(shop, mail, 2);
    shop.app.clock.advance(119 * 1000);
    await arrived(shop, mail, 2);
    shop.app.clock.advance(4 * MINUTE);
    await deliverNow(shop.app, shop.tenant);
    const received = await arrived(shop, mail, 3);
    const [event] = (await shop.get("events?type=inventory.out")).body.data;
    for (const { path, headers, body } of received) {
      expect(path).toBe(`${new URL(mail.url).pathname}/emails`);
      expect(headers).toMatchObject({ authorization: "Bearer re_123", "content-type": "application/json" });
      expect(headers["idempotency-key"]).toMatch(new RegExp(`^${id}_${event.id}_[0-9a-f]{16}$`));
      expect(body).toBe(received[0]?.body);
    }
    expect(new Set(received.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
    const text = "MUG is out of stock at Warehouse: 0 available.";
    const footer = `Sent by Stockbook for the alert subscription ${id}.`;
    expect(contentOf(received[0] as Received)).toEqual({
      from: "Stockbook <alerts@stockbook.example>",
      to: byMail.channel.to,
      subject: "MUG is out of stock",
      text: `${text}\n\n${footer}`,
      html: `<p>${text}</p>\n<p><small>${footer}</small></p>`,
    });
  });

  test("that the provider refuses for days disables the subscription, with the reason; enabled again, it goes on", async () => {
    const mail = await openReceiver({ status: 422 });
    const shop = await openShop(withMail(mail));
    const { id } = await subscribe(shop, { ...byMail, kinds: ["out_of_stock"] });
    await shop.stock("MUG", 5);
    await shop.stock("MUG", -5);
    for (let attempt = 1; attempt <= 10; attempt++) {
      await arrived(shop, mail, attempt);
      shop.app.clock.advance(27 * HOUR);
      await deliverNow(shop.app, shop.tenant);
    }
    const disabled = (await shop.get(`alert_subscriptions/${id}`)).body.data;
    expect(disabled).toMatchObject({
      status: "disabled",
      disabled_reason: "10 attempts to send an alert have failed. The response had the status 422.",
      version: 2,
    });
    const { data } = (await shop.get("events?type=alert_subscription.disabled")).body;
    expect(data.map((event: { data: unknown }) => event.data)).toEqual([{ alert_subscription: disabled }]);
    await mail.answer({ status: 200 });
    await shop.patch(`alert_subscriptions/${id}`, { status: "active" });
    await arrived(shop, mail, 11);
  });

  test("about a product that is called like markup shows its letters", async () => {
    const mail = await openReceiver();
    const shop = await openShop(withMail(mail));
    const slack = await openReceiver();
    const sku = `<b>&"MUG"</b><!channel>`;
    await shop.product(sku);
    await subscribe(shop, { ...byMail, kinds: ["out_of_stock"] });
    await subscribe(shop, { ...bySlack(slack), kinds: ["out_of_stock"] });
    await shop.stock(sku, 5);
    await shop.stock(sku, -5);
    const [message] = await arrived(shop, mail, 1);
    const { subject, html } = contentOf(message as Received);
    const letters = `&lt;b&gt;&amp;"MUG"&lt;/b&gt;&lt;!channel&gt;`;
    expect(subject).toBe(`${sku} is out of stock`);
    expect(html.split("\n")[0]).toBe(`<p>${letters} is out of stock at Warehouse: 0 available.</p>`);
    const [posted] = await arrived(shop, slack, 1);
    expect(contentOf(posted as Received)).toMatchObject({
      text: `${letters} is out of stock at Warehouse: 0 available.`,
      mrkdwn: false,
    });
  });
});

test("Slack is asked again when it says so, and a channel that is gone is disabled at once", async () => {
  const receiver = await openReceiver({ status: 429, headers: { "Retry-After": "30" } }, { status: 410 });
  const shop = await openShop();
  const { id } = await subscribe(shop, { ...bySlack(receiver), kinds: ["out_of_stock"] });
  await shop.stock("MUG", 5);
  await shop.stock("MUG", -5);
  await arrived(shop, receiver, 1);
  shop.app.clock.advance(29 * 1000);
  await arrived(shop, receiver, 1);
  shop.app.clock.advance(2 * 1000);
  await deliverNow(shop.app, shop.tenant);
  await arrived(shop, receiver, 2);
  expect((await shop.get(`alert_subscriptions/${id}`)).body.data).toMatchObject({
    status: "disabled",
    disabled_reason: "The channel is gone: it responded with 410.",
  });
});
