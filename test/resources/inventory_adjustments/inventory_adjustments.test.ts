import { beforeEach, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const adjust = (body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  shop.post(
    "inventory_adjustments",
    { sku: "MUG", location_id: shop.warehouse, reason: "correction", ...body },
    headers,
  );

test("a change moves on hand by its quantity and answers the entry that came of it", async () => {
  const answer = await adjust({ quantity: 10, reason: "received", note: "first delivery", unit_cost: 4.25 });
  expect(answer.status).toBe(201);
  expect(answer.body.data).toMatchObject({
    sku: "MUG",
    location_id: shop.warehouse,
    quantity: 10,
    reason: "received",
    unit_cost: 4.25,
    ledger_entries: [
      {
        sequence: 1,
        type: "adjustment",
        quantity: 10,
        on_hand_change: 10,
        reserved_change: 0,
        on_hand_after: 10,
        reason: "received",
        note: "first delivery",
        unit_cost: 4.25,
        reference_type: "inventory_adjustment",
        reference_id: answer.body.data.id,
      },
    ],
  });
  expect((await shop.get(`inventory_adjustments/${answer.body.data.id}`)).body.data).toEqual(answer.body.data);
  const { adjustments, ledger_entries, ...summary } = answer.body.data;
  expect((await shop.get("inventory_adjustments")).body.data).toEqual([{ ...summary, lines_count: 1 }]);
  expect(await shop.events()).toEqual(expect.arrayContaining(["inventory.adjusted", "inventory.restocked"]));
});

test("0.1 + 0.2 is 0.3 after any number of movements", async () => {
  for (let at = 0; at < 10; at++) {
    await adjust({ sku: "TEA", quantity: 0.1 });
    await adjust({ sku: "TEA", quantity: 0.2 });
    await adjust({ sku: "TEA", quantity: -0.2 });
  }
  expect(await shop.level("TEA")).toEqual({ on_hand: 1, reserved: 0, available: 1 });
});

test("set_to brings on hand to a number by the change it takes", async () => {
  await shop.stock("MUG", 7);
  const answer = await adjust({ set_to: 4 });
  expect(answer.body.data).toMatchObject({
    quantity: -3,
    set_to: 4,
    ledger_entries: [{ on_hand_change: -3, on_hand_after: 4 }],
  });
  const same = await adjust({ set_to: 4, expected_on_hand: 4 });
  expect(same.body.data).toMatchObject({ quantity: 0, ledger_entries: [] });
});

test("set_to with another expected_on_hand is 409 conflict and changes nothing", async () => {
  await shop.stock("MUG", 7);
  const answer = await adjust({ set_to: 4, expected_on_hand: 6 });
  expect(answer.status).toBe(409);
  expect(answer.body.errors[0]).toMatchObject({ code: "conflict", details: { expected_on_hand: 6, on_hand: 7 } });
  expect((await shop.level("MUG")).on_hand).toBe(7);
});

test("on hand never falls below 0", async () => {
  await shop.stock("MUG", 3);
  const answer = await adjust({ quantity: -4 });
  expect(answer.body.errors[0]).toMatchObject({
    code: "insufficient_stock",
    details: { sku: "MUG", location_id: shop.warehouse, requested: 4, available: 3 },
  });
});

test("a fact may leave less on hand than is reserved, and the event says so", async () => {
  await shop.stock("MUG", 3);
  await shop.order([{ sku: "MUG", quantity: 3 }], { reserve: true });
  expect((await adjust({ quantity: -2, reason: "theft" })).status).toBe(201);
  expect(await shop.level("MUG")).toEqual({ on_hand: 1, reserved: 3, available: -2 });
  expect(await shop.events()).toContain("inventory.oversold");
});

test("many lines are all or nothing, each on what those before it leave", async () => {
  const lines = [
    { sku: "MUG", location_id: shop.warehouse, quantity: 5, reason: "found" },
    { sku: "MUG", location_id: shop.warehouse, quantity: -2, reason: "damaged" },
    { sku: "MUG", location_id: shop.warehouse, set_to: 10, expected_on_hand: 3, reason: "correction" },
    { sku: "TEA", location_id: shop.store, quantity: 0.5, reason: "initial" },
  ];
  const answer = await shop.post("inventory_adjustments", { adjustments: lines });
  expect(answer.status).toBe(201);
  expect(answer.body.data.adjustments.map((line: { quantity: number }) => line.quantity)).toEqual([5, -2, 7, 0.5]);
  expect(answer.body.data.ledger_entries.map((entry: { on_hand_after: number }) => entry.on_hand_after)).toEqual([
    5, 3, 10, 0.5,
  ]);
  const refused = await shop.post("inventory_adjustments", {
    adjustments: [lines[0], { ...lines[0], quantity: -99 }, { ...lines[0], sku: "TEA", quantity: -1 }],
  });
  expect(codesOf(refused)).toEqual([
    "insufficient_stock adjustments.1.quantity",
    "insufficient_stock adjustments.2.quantity",
  ]);
  expect((await shop.level("MUG")).on_hand).toBe(10);
  expect(await shop.discrepancies()).toEqual([]);
});

test("nonsense is refused by field: 0, too fine, too large, both or neither of quantity and set_to, no reason", async () => {
  const cases: [Record<string, unknown>, string][] = [
    [{ quantity: 0 }, "quantity"],
    [{ quantity: 0.5 }, "quantity"],
    [{ sku: "TEA", quantity: 0.00001 }, "quantity"],
    [{ quantity: 1_000_000_001 }, "quantity"],
    [{ quantity: 1, set_to: 1 }, "quantity"],
    [{}, "quantity"],
    [{ set_to: -1 }, "set_to"],
    [{ quantity: "1" }, "quantity"],
    [{ quantity: 1, expected_on_hand: 1 }, "expected_on_hand"],
    [{ quantity: 1, reason: "because" }, "reason"],
    [{ quantity: 1, sku: "NOPE" }, "sku"],
    [{ quantity: 1, location_id: "loc_nope" }, "location_id"],
    [{ quantity: 1, lot_number: "L1" }, "lot_number"],
    [{ quantity: 1, typo: true }, "typo"],
  ];
  for (const [body, field] of cases) {
    const answer = await adjust(body);
    expect(answer.status).toBe(422);
    expect(codesOf(answer)).toEqual([`validation_failed ${field}`]);
  }
  const infinite = `{"sku":"MUG","location_id":"${shop.warehouse}","reason":"found","quantity":1e400}`;
  const answer = await shop.tenant.request("POST", "/api/v1/inventory_adjustments", {
    body: infinite,
    headers: { "Content-Type": "application/json" },
  });
  expect(codesOf(answer)).toEqual(["validation_failed quantity"]);
});

test("more than a billion of one variant at one location is refused, in one step or in two", async () => {
  expect((await adjust({ quantity: 1_000_000_000 })).status).toBe(201);
  expect(codesOf(await adjust({ quantity: 1 }))).toEqual(["validation_failed quantity"]);
});

test("a repetition answers the same byte for byte, with the entries it had", async () => {
  const first = await adjust({ quantity: 5 }, { "Idempotency-Key": "once" });
  await adjust({ quantity: 2 });
  const again = await adjust({ quantity: 5 }, { "Idempotency-Key": "once" });
  expect(again.text).toBe(first.text);
  expect((await shop.level("MUG")).on_hand).toBe(7);
});

test("a dry run shows the entries that would come, and writes nothing", async () => {
  await shop.stock("MUG", 5);
  const dry = await shop.post("inventory_adjustments?dry_run=true", {
    sku: "MUG",
    location_id: shop.warehouse,
    quantity: -2,
    reason: "damaged",
  });
  expect(dry.status).toBe(201);
  expect(dry.body.meta).toEqual({ dry_run: true });
  expect(dry.body.data.ledger_entries).toMatchObject([{ sequence: 2, on_hand_change: -2, on_hand_after: 3 }]);
  expect((await shop.level("MUG")).on_hand).toBe(5);
  expect((await shop.get("inventory_ledger")).body.meta.total).toBe(1);
});

test("an archived variant or location takes no stock", async () => {
  const product = await shop.product("OLD");
  await shop.tenant.request("DELETE", `/api/v1/products/${product.id}`);
  expect(codesOf(await adjust({ sku: "OLD", quantity: 1 }))).toEqual(["validation_failed sku"]);
  await shop.tenant.request("DELETE", `/api/v1/locations/${shop.store}`);
  expect(codesOf(await adjust({ quantity: 1, location_id: shop.store }))).toEqual(["validation_failed location_id"]);
});

test("another organization's adjustment, variant and location do not exist", async () => {
  const { id } = (await adjust({ quantity: 1 })).body.data;
  const stranger = await openShop(shop.app);
  expect((await stranger.get(`inventory_adjustments/${id}`)).status).toBe(404);
  const body = { sku: "MUG", location_id: shop.warehouse, quantity: 1, reason: "found" };
  expect(codesOf(await stranger.post("inventory_adjustments", body))).toEqual(["validation_failed location_id"]);
});

test("ledger entries and events name who caused them, those that follow from the level as well", async () => {
  await shop.stock("MUG", 5);
  await shop.stock("MUG", -5);
  const actor = { actor_type: "api_key", actor_id: shop.tenant.api_key_id };
  const entries = (await shop.get("inventory_ledger")).body.data;
  expect(entries).toHaveLength(2);
  for (const entry of entries) expect(entry).toMatchObject({ ...actor, api_key_id: actor.actor_id });
  const events = (await shop.get("events?per_page=100")).body.data;
  expect(events.map(({ type }: { type: string }) => type)).toContain("inventory.out");
  for (const event of events) expect(event).toMatchObject(actor);
});

test("lists show how many lines an adjustment has, and its lines where it is read by id", async () => {
  const lines = ["MUG", "TEA"].map((sku) => ({ sku, location_id: shop.warehouse, quantity: 1, reason: "found" }));
  const { id, created_at, api_key_id } = await shop.made("inventory_adjustments", { adjustments: lines });
  const [listed] = (await shop.get("inventory_adjustments?per_page=1")).body.data;
  expect(listed).toEqual({ id, lines_count: 2, api_key_id, created_at });
  expect((await shop.get(`inventory_adjustments/${id}`)).body.data.adjustments).toMatchObject(lines);
});
