import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../support/app";
import { DAY, runInsights } from "../../support/insights";
import { createInterleavedApp } from "../../support/interleave";
import { openShop, type Shop } from "../../support/shop";

// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
type Json = any;

let shop: Shop;

/** A shop that has 10 of MUG, all reserved, of which so many are then lost. */
beforeEach(async () => {
  shop = await openShop(createTestApp());
  await shop.stock("MUG", 10);
  await shop.order([{ sku: "MUG", quantity: 10 }], { reserve: true });
});

const lose = (quantity: number) =>
  shop.made("inventory_adjustments", { sku: "MUG", location_id: shop.warehouse, quantity: -quantity, reason: "other" });
const run = () => runInsights(shop.app, shop.tenant);
const oversold = async (): Promise<Json> => (await shop.get("ai/insights?kind=oversold")).body.data[0];
const dismiss = (id: string, headers: Record<string, string> = {}) =>
  shop.post(`ai/insights/${id}/dismiss`, undefined, headers);
const announced = async () => (await shop.events()).filter((type) => type === "insight.created").length;

/** The insight of so many that are oversold, dismissed a minute after it was found. */
async function dismissed(quantity: number): Promise<Json> {
  await lose(quantity);
  await run();
  shop.app.clock.advance(60_000);
  const answer = await dismiss((await oversold()).id);
  expect(answer.status).toBe(200);
  shop.app.clock.advance(DAY);
  return answer.body.data;
}

test("a dismissed insight is closed, and stays as it was while its finding lasts", async () => {
  const insight = await dismissed(4);
  expect(insight).toMatchObject({ status: "closed", closed_at: insight.dismissed_at, history: [] });
  await run();
  const { last_seen_at, ...rest } = await oversold();
  const { last_seen_at: _, ...before } = insight;
  expect(last_seen_at).toBe(shop.app.clock.now.toISOString());
  expect(rest).toEqual(before);
  expect(await announced()).toBe(1);
});

test("it stays quiet below a quarter more, and opens again from a quarter on, with its history", async () => {
  const insight = await dismissed(5);
  await lose(1);
  await run();
  expect(await oversold()).toMatchObject({ status: "closed", evidence: [{ value: -5 }, {}, {}, {}, {}] });
  shop.app.clock.advance(DAY);
  await lose(1);
  await run();
  const { first_seen_at, closed_at, dismissed_at } = insight;
  const at = shop.app.clock.now.toISOString();
  expect(await oversold()).toMatchObject({
    ...{ id: insight.id, status: "open", first_seen_at: at, closed_at: null, dismissed_at: null },
    history: [{ first_seen_at, closed_at, dismissed_at, last_seen_at: new Date(Date.parse(at) - DAY).toISOString() }],
  });
  expect(await announced()).toBe(2);
});

test("it opens again once its severity rises", async () => {
  const items = [{ sku: "MUG", quantity: 4 }];
  const expected_at = "2027-06-01";
  const order = { supplier_id: shop.supplier, location_id: shop.warehouse, items, expected_at, exchange_rate: 1.2 };
  const { id } = await shop.made("purchase_orders", order);
  expect(await dismissed(4)).toMatchObject({ severity: "warning" });
  await run();
  expect(await oversold()).toMatchObject({ status: "closed" });
  await shop.post(`purchase_orders/${id}/cancel`);
  await run();
  expect(await oversold()).toMatchObject({ status: "open", severity: "critical" });
});

test("once its finding has ended, it opens again when the finding returns, however small", async () => {
  const insight = await dismissed(5);
  await shop.stock("MUG", 5);
  await run();
  expect(await oversold()).toMatchObject({ status: "closed", dismissed_at: insight.dismissed_at });
  await lose(1);
  await run();
  expect(await oversold()).toMatchObject({ id: insight.id, status: "open", dismissed_at: null });
});

test("dismissing again, or what has closed by itself, changes nothing", async () => {
  const insight = await dismissed(4);
  expect((await dismiss(insight.id)).body.data).toEqual(insight);
  await shop.stock("MUG", 4);
  await run();
  const ended = await oversold();
  expect((await dismiss(insight.id)).body.data).toEqual(ended);
  await lose(4);
  await run();
  await shop.stock("MUG", 4);
  await run();
  const closed = await oversold();
  expect(closed).toMatchObject({ status: "closed", dismissed_at: null });
  expect((await dismiss(insight.id)).body.data).toEqual(closed);
});

test("a repetition under the same key gets the first answer", async () => {
  await lose(1);
  await run();
  const { id } = await oversold();
  const first = await dismiss(id, { "Idempotency-Key": "once" });
  shop.app.clock.advance(60_000);
  const again = await dismiss(id, { "Idempotency-Key": "once" });
  expect(again.text).toBe(first.text);
  expect(again.headers.get("Idempotent-Replayed")).toBe("true");
});

test("a key with the scope read may not dismiss", async () => {
  await lose(1);
  await run();
  const { key } = await shop.made("api_keys", { name: "Reader", scopes: ["read"] });
  const { id } = await oversold();
  const answer = await shop.app.request("POST", `/api/v1/ai/insights/${id}/dismiss`, { key });
  expect(answer.status).toBe(403);
  expect((await oversold()).status).toBe("open");
});

test("another organization's insight is 404, and stays open", async () => {
  await lose(1);
  await run();
  const { id } = await oversold();
  const other = await openShop(shop.app);
  for (const answer of [await other.get(`ai/insights/${id}`), await other.post(`ai/insights/${id}/dismiss`)]) {
    expect(answer.status).toBe(404);
  }
  expect((await other.get("ai/insights")).body.meta.total).toBe(0);
  expect((await shop.get(`ai/insights/${id}`)).body.data).toEqual(await oversold());
});

test("an insight that is dismissed while a run has read it stays dismissed", async () => {
  await lose(4);
  await run();
  const { id } = await oversold();
  shop.app.clock.advance(DAY);
  let times = 0;
  await runInsights(shop.app, shop.tenant, {
    beforeCommit: async () => {
      if (times++ === 1) await dismiss(id);
      return true;
    },
  });
  expect(await oversold()).toMatchObject({ status: "closed", dismissed_at: shop.app.clock.now.toISOString() });
});

test("an insight that a run computes while it is dismissed is dismissed as computed", async () => {
  await lose(4);
  await run();
  const { id } = await oversold();
  shop.app.clock.advance(DAY);
  await lose(1);
  const { app, between } = createInterleavedApp({ clock: () => shop.app.clock.now });
  const answer = await between(
    () => app.request("POST", `/api/v1/ai/insights/${id}/dismiss`, { key: shop.tenant.api_key }),
    run,
  );
  expect(answer.body.data).toMatchObject({ status: "closed", evidence: [{ value: -5 }, {}, {}, {}, {}] });
  expect(await oversold()).toEqual(answer.body.data);
});
