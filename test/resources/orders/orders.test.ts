import { beforeEach, describe, expect, test } from "vitest";
import { openDairy } from "../../support/dairy";
import { codesOf, openShop, type Shop } from "../../support/shop";

let shop: Shop;

beforeEach(async () => {
  shop = await openShop();
});

const act = (id: string, verb: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  shop.post(`orders/${id}/${verb}`, body, headers);

describe("placing an order", () => {
  test("moves no stock and answers its lines with SKU, id and the variant's price", async () => {
    await shop.stock("MUG", 10);
    const order = await shop.order([{ sku: "MUG", quantity: 3 }], { channel: "webshop", customer: { name: "Ada" } });
    expect(order).toMatchObject({
      status: "pending",
      location_id: shop.warehouse,
      channel: "webshop",
      customer: { name: "Ada", email: null },
      items: [{ sku: "MUG", quantity: 3, unit_price: 12.5, reserved_quantity: 0, fulfilled_quantity: 0 }],
    });
    expect(await shop.level("MUG")).toEqual({ on_hand: 10, reserved: 0, available: 10 });
    expect(await shop.events()).toContain("order.created");
    expect((await shop.get(`orders/${order.id}`)).body.data).toEqual(order);
  });

  test("with reserve: true is reserved in the same commit, or not placed at all", async () => {
    await shop.stock("MUG", 2);
    const reserved = await shop.order([{ sku: "MUG", quantity: 2 }], { reserve: true });
    expect(reserved.status).toBe("reserved");
    const refused = await shop.post("orders", {
      location_id: shop.warehouse,
      items: [{ sku: "MUG", quantity: 1 }],
      reserve: true,
    });
    expect(codesOf(refused)).toEqual(["insufficient_stock"]);
    expect(refused.body.errors[0].details).toMatchObject({ sku: "MUG", requested: 1, available: 0 });
    expect((await shop.get("orders")).body.meta.total).toBe(1);
  });

  test("takes each item's own location before the order's", async () => {
    await shop.stock("MUG", 1, shop.store);
    await shop.stock("TEA", 1);
    const order = await shop.order(
      [
        { sku: "MUG", quantity: 1, location_id: shop.store },
        { sku: "TEA", quantity: 0.125 },
      ],
      { reserve: true },
    );
    expect(order.items.map((item: { location_id: string }) => item.location_id)).toEqual([shop.store, shop.warehouse]);
    expect(await shop.level("MUG", shop.store)).toEqual({ on_hand: 1, reserved: 1, available: 0 });
    expect(await shop.level("TEA")).toEqual({ on_hand: 1, reserved: 0.125, available: 0.875 });
  });

  test("names every problem of its lines at once, by path", async () => {
    const answer = await shop.post("orders", {
      items: [
        { sku: "NOPE", quantity: 1, location_id: shop.store },
        { sku: "MUG", quantity: 0.5, location_id: "loc_nope" },
        { sku: "TEA", quantity: 0.0001, location_id: shop.store },
      ],
    });
    expect(codesOf(answer).sort()).toEqual([
      "validation_failed items.0.sku",
      "validation_failed items.1.location_id",
      "validation_failed items.1.quantity",
      "validation_failed items.2.quantity",
    ]);
  });

  test("refuses a line that names its variant twice or not at all, a location nowhere, and no lines", async () => {
    const both = { sku: "MUG", variant_id: "var_x", quantity: 1, location_id: shop.store };
    expect(codesOf(await shop.post("orders", { items: [both] }))).toEqual(["validation_failed items.0.sku"]);
    expect((await shop.post("orders", { items: [{ quantity: 1, location_id: shop.store }] })).status).toBe(422);
    expect(codesOf(await shop.post("orders", { items: [{ sku: "MUG", quantity: 1 }] }))).toEqual([
      "validation_failed location_id",
    ]);
    expect((await shop.post("orders", { location_id: shop.store, items: [] })).status).toBe(422);
  });

  test("refuses a number that is taken with already_exists", async () => {
    await shop.order([{ sku: "MUG", quantity: 1 }], { number: "SO-1" });
    const again = await shop.post("orders", {
      number: "SO-1",
      location_id: shop.warehouse,
      items: [{ sku: "MUG", quantity: 1 }],
    });
    expect(codesOf(again)).toEqual(["already_exists number"]);
    expect(again.status).toBe(409);
  });

  test("as a dry run answers the same and writes nothing", async () => {
    await shop.stock("MUG", 2);
    const body = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 2 }], reserve: true };
    const dry = await shop.post("orders?dry_run=true", body);
    expect(dry.status).toBe(201);
    expect(dry.body.meta).toEqual({ dry_run: true });
    expect(dry.body.data.status).toBe("reserved");
    expect((await shop.get("orders")).body.meta.total).toBe(0);
    expect(await shop.level("MUG")).toEqual({ on_hand: 2, reserved: 0, available: 2 });
    const short = { ...body, items: [{ sku: "MUG", quantity: 3 }] };
    expect(codesOf(await shop.post("orders?dry_run=true", short))).toEqual(["insufficient_stock"]);
  });
});

describe("reserving", () => {
  test("is all or nothing, and names every short line with what is there", async () => {
    await shop.stock("MUG", 2);
    const order = await shop.order([
      { sku: "MUG", quantity: 2 },
      { sku: "MUG", quantity: 1 },
      { sku: "TEA", quantity: 1 },
    ]);
    const refused = await act(order.id, "reserve");
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((error: { details: object }) => error.details)).toEqual([
      expect.objectContaining({ sku: "MUG", location_id: shop.warehouse, requested: 1, available: 0 }),
      expect.objectContaining({ sku: "TEA", requested: 1, available: 0 }),
    ]);
    expect(await shop.level("MUG")).toEqual({ on_hand: 2, reserved: 0, available: 2 });
  });

  test("in part reserves what there is, says what is short, and takes the rest once it is there", async () => {
    await shop.stock("MUG", 2);
    const order = await shop.order([{ sku: "MUG", quantity: 5 }]);
    const partly = (await act(order.id, "reserve", { allow_partial: true })).body.data;
    expect(partly).toMatchObject({ status: "partially_reserved", items: [{ reserved_quantity: 2 }] });
    expect(partly.shortages).toEqual([expect.objectContaining({ sku: "MUG", requested: 5, available: 2 })]);
    await shop.stock("MUG", 10);
    const whole = (await act(order.id, "reserve")).body.data;
    expect(whole).toMatchObject({ status: "reserved", items: [{ reserved_quantity: 5 }] });
    expect(await shop.level("MUG")).toEqual({ on_hand: 12, reserved: 5, available: 7 });
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("a reserved order again is invalid_status with what would be allowed", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 5 }], { reserve: true });
    const again = await act(order.id, "reserve");
    expect(again.body.errors[0]).toMatchObject({
      code: "invalid_status",
      details: { status: "reserved", allowed_from: expect.arrayContaining(["pending", "partially_reserved"]) },
    });
  });

  test("a fulfilled or cancelled order can't be reserved", async () => {
    await shop.stock("MUG", 5);
    const fulfilled = await shop.order([{ sku: "MUG", quantity: 1 }]);
    await act(fulfilled.id, "fulfill");
    const cancelled = await shop.order([{ sku: "MUG", quantity: 1 }]);
    await act(cancelled.id, "cancel");
    for (const { id } of [fulfilled, cancelled]) {
      expect(codesOf(await act(id, "reserve", { allow_partial: true }))).toEqual(["invalid_status"]);
    }
  });
});

describe("fulfilling", () => {
  test("takes stock and its reservation together, line by line", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 4 }], { reserve: true });
    const partly = await act(order.id, "fulfill", { items: [{ order_item_id: order.items[0].id, quantity: 1 }] });
    expect(partly.body.data).toMatchObject({
      status: "partially_fulfilled",
      items: [{ reserved_quantity: 3, fulfilled_quantity: 1 }],
    });
    expect(await shop.level("MUG")).toEqual({ on_hand: 4, reserved: 3, available: 1 });
    const whole = await act(order.id, "fulfill");
    expect(whole.body.data).toMatchObject({
      status: "fulfilled",
      items: [{ reserved_quantity: 0, fulfilled_quantity: 4 }],
    });
    expect(whole.body.data.fulfilled_at).not.toBeNull();
    expect(await shop.level("MUG")).toEqual({ on_hand: 1, reserved: 0, available: 1 });
    const entries = (await shop.get(`inventory_ledger?reference_id=${order.id}`)).body.data;
    expect(
      entries.map((e: { type: string; on_hand_change: number; reserved_change: number }) => [
        e.type,
        e.on_hand_change,
        e.reserved_change,
      ]),
    ).toEqual([
      ["order_reserved", 0, 4],
      ["order_fulfilled", -1, -1],
      ["order_fulfilled", -3, -3],
    ]);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("from pending takes straight from what is available, never what is reserved for another", async () => {
    await shop.stock("MUG", 5);
    await shop.order([{ sku: "MUG", quantity: 4 }], { reserve: true });
    const order = await shop.order([{ sku: "MUG", quantity: 2 }]);
    const refused = await act(order.id, "fulfill");
    expect(refused.body.errors[0]).toMatchObject({
      code: "insufficient_stock",
      details: { sku: "MUG", requested: 2, available: 1 },
    });
    const one = await act(order.id, "fulfill", { items: [{ sku: "MUG", quantity: 1 }] });
    expect(one.body.data.status).toBe("partially_fulfilled");
    expect(await shop.level("MUG")).toEqual({ on_hand: 4, reserved: 4, available: 0 });
  });

  test("uses its own reservation even where stock is oversold", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 2 }], { reserve: true });
    await shop.order([{ sku: "MUG", quantity: 3 }], { reserve: true });
    await shop.stock("MUG", -2);
    expect(await shop.level("MUG")).toEqual({ on_hand: 3, reserved: 5, available: -2 });
    expect(await shop.events()).toContain("inventory.oversold");
    expect((await act(order.id, "fulfill")).body.data.status).toBe("fulfilled");
    expect(await shop.level("MUG")).toEqual({ on_hand: 1, reserved: 3, available: -2 });
  });

  test("refuses more than a line has open, a line it does not have, and a lot of what has none", async () => {
    await shop.stock("MUG", 9);
    const order = await shop.order([{ sku: "MUG", quantity: 2 }]);
    const many = await act(order.id, "fulfill", { items: [{ sku: "MUG", quantity: 3 }] });
    expect(codesOf(many)).toEqual(["validation_failed items.0.quantity"]);
    const other = await act(order.id, "fulfill", { items: [{ sku: "TEA", quantity: 1 }] });
    expect(codesOf(other)).toEqual(["validation_failed items.0.sku"]);
    const lot = await act(order.id, "fulfill", { items: [{ sku: "MUG", quantity: 1, lot_id: "lot_1" }] });
    expect(codesOf(lot)).toEqual(["validation_failed items.0.lot_id"]);
    const fine = await act(order.id, "fulfill", { items: [{ sku: "MUG", quantity: 0.5 }] });
    expect(codesOf(fine)).toEqual(["validation_failed items.0.quantity"]);
  });

  test("twice ships once", async () => {
    await shop.stock("MUG", 9);
    const order = await shop.order([{ sku: "MUG", quantity: 2 }]);
    await act(order.id, "fulfill");
    expect(codesOf(await act(order.id, "fulfill"))).toEqual(["invalid_status"]);
    expect((await shop.level("MUG")).on_hand).toBe(7);
  });

  test("spreads what is named by SKU over the lines of that SKU", async () => {
    await shop.stock("MUG", 9);
    const order = await shop.order([
      { sku: "MUG", quantity: 2 },
      { sku: "MUG", quantity: 3 },
    ]);
    const { items } = (await act(order.id, "fulfill", { items: [{ sku: "MUG", quantity: 4 }] })).body.data;
    expect(items.map((item: { fulfilled_quantity: number }) => item.fulfilled_quantity)).toEqual([2, 2]);
  });
});

describe("cancelling", () => {
  test("makes what was reserved available again, with the reason", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 4 }], { reserve: true });
    const cancelled = (await act(order.id, "cancel", { reason: "changed their mind" })).body.data;
    expect(cancelled).toMatchObject({
      status: "cancelled",
      cancel_reason: "changed their mind",
      items: [{ reserved_quantity: 0, cancelled_quantity: 4 }],
    });
    expect(await shop.level("MUG")).toEqual({ on_hand: 5, reserved: 0, available: 5 });
    expect(await shop.events()).toContain("order.cancelled");
  });

  test("of a partly fulfilled order cancels the rest, and what was shipped stays shipped", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 4 }], { reserve: true });
    await act(order.id, "fulfill", { items: [{ sku: "MUG", quantity: 1 }] });
    const { items, status } = (await act(order.id, "cancel")).body.data;
    expect(status).toBe("cancelled");
    expect(items[0]).toMatchObject({ reserved_quantity: 0, fulfilled_quantity: 1, cancelled_quantity: 3 });
    expect(await shop.level("MUG")).toEqual({ on_hand: 4, reserved: 0, available: 4 });
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("a fulfilled order can't be cancelled", async () => {
    await shop.stock("MUG", 5);
    const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
    await act(order.id, "fulfill");
    expect(codesOf(await act(order.id, "cancel"))).toEqual(["invalid_status"]);
  });
});

test("every verb with an idempotency key happens once and answers the same again", async () => {
  await shop.stock("MUG", 9);
  const body = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 4 }] };
  const steps: [string, unknown][] = [["orders", body]];
  const first = await shop.post("orders", body, { "Idempotency-Key": "k0" });
  const { id } = first.body.data;
  steps.push([`orders/${id}/reserve`, {}], [`orders/${id}/fulfill`, { items: [{ sku: "MUG", quantity: 1 }] }]);
  steps.push([`orders/${id}/cancel`, {}]);
  const answers = [first];
  for (const [at, [path, sent]] of steps.slice(1).entries()) {
    answers.push(await shop.post(path, sent, { "Idempotency-Key": `k${at + 1}` }));
  }
  for (const [at, [path, sent]] of steps.entries()) {
    const again = await shop.post(path, sent, { "Idempotency-Key": `k${at}` });
    expect(again.text).toBe(answers[at]?.text);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
  }
  expect(await shop.level("MUG")).toEqual({ on_hand: 8, reserved: 0, available: 8 });
});

test("a stale If-Match is refused by every verb and changes nothing", async () => {
  await shop.stock("MUG", 9);
  const order = await shop.order([{ sku: "MUG", quantity: 4 }]);
  for (const verb of ["reserve", "fulfill", "cancel"]) {
    expect(codesOf(await act(order.id, verb, {}, { "If-Match": '"9"' }))).toEqual(["stale_version"]);
  }
  expect((await act(order.id, "reserve", {}, { "If-Match": '"1"' })).headers.get("ETag")).toMatch(/^"2-/);
});

test("another organization's order does not exist", async () => {
  const order = await shop.order([{ sku: "MUG", quantity: 1 }]);
  const stranger = await shop.app.mintTenant();
  for (const [method, path] of [
    ["GET", ""],
    ["POST", "/reserve"],
    ["POST", "/fulfill"],
    ["POST", "/cancel"],
  ]) {
    const theirs = await stranger.request(method as string, `/api/v1/orders/${order.id}${path}`);
    const nobodys = await stranger.request(method as string, `/api/v1/orders/ord_nothing${path}`);
    expect(theirs.status).toBe(404);
    expect(theirs.body.errors).toEqual(nobodys.body.errors);
  }
});

describe("the list", () => {
  test("finds by status, location, SKU, channel, reference, time and text, newest first", async () => {
    await shop.stock("MUG", 9);
    const first = await shop.order([{ sku: "MUG", quantity: 1 }], {
      channel: "webshop",
      external_reference: "ext-1",
      customer: { name: "Grace Hopper", email: "grace@example.com" },
    });
    shop.app.clock.advance(60_000);
    const middle = shop.app.clock.now.toISOString();
    shop.app.clock.advance(60_000);
    const second = await shop.order(
      [
        { sku: "TEA", quantity: 1 },
        { sku: "TEA", quantity: 2 },
      ],
      { location_id: shop.store, channel: "till" },
    );
    await act(first.id, "fulfill");

    const ids = async (query: string) => {
      const { data, meta } = (await shop.get(`orders?${query}`)).body;
      expect(meta.total).toBe(data.length);
      return data.map((order: { id: string }) => order.id);
    };
    expect(await ids("")).toEqual([second.id, first.id]);
    expect(await ids("status=fulfilled")).toEqual([first.id]);
    expect(await ids(`location_id=${shop.store}`)).toEqual([second.id]);
    expect(await ids("sku=TEA")).toEqual([second.id]);
    expect(await ids("sku=NOPE")).toEqual([]);
    expect(await ids("channel=webshop")).toEqual([first.id]);
    expect(await ids("external_reference=ext-1")).toEqual([first.id]);
    expect(await ids(`from=${middle}`)).toEqual([second.id]);
    expect(await ids(`to=${middle}`)).toEqual([first.id]);
    expect(await ids("search=hopper")).toEqual([first.id]);
    expect(await ids("search=gr")).toEqual([first.id]);
    expect(await ids("search=example.com&sku=MUG")).toEqual([first.id]);
    expect(await ids("search=hopper&status=pending")).toEqual([]);
    expect(await ids('search="%27*')).toEqual([]);
    expect(await ids("sku=TEA&status=pending&channel=till")).toEqual([second.id]);
  });
});

describe("fulfilling by SKU, where one SKU stands on several lines", () => {
  const twoLines = () =>
    shop.order([
      { sku: "MUG", quantity: 5, location_id: shop.store },
      { sku: "MUG", quantity: 5, location_id: shop.warehouse },
    ]);
  const fulfilled = (order: { items: { fulfilled_quantity: number }[] }) =>
    order.items.map(({ fulfilled_quantity }) => fulfilled_quantity);
  const fulfill = (id: string, items: unknown[]) => shop.post(`orders/${id}/fulfill`, { items });

  test("takes the line that is reserved before one that is not", async () => {
    await shop.stock("MUG", 3, shop.warehouse);
    const { id } = await twoLines();
    await shop.post(`orders/${id}/reserve`, { allow_partial: true });
    await shop.stock("MUG", 5, shop.store);
    const shipped = await fulfill(id, [{ sku: "MUG", quantity: 3 }]);
    expect(fulfilled(shipped.body.data)).toEqual([0, 3]);
    expect(await shop.level("MUG", shop.store)).toMatchObject({ on_hand: 5, reserved: 0 });
  });

  test("takes what can ship before what is short, and adds up over lines", async () => {
    await shop.stock("MUG", 2, shop.store);
    await shop.stock("MUG", 4, shop.warehouse);
    const { id } = await twoLines();
    const split = [
      { sku: "MUG", quantity: 5 },
      { sku: "MUG", quantity: 1 },
    ];
    const shipped = await fulfill(id, split);
    expect(fulfilled(shipped.body.data)).toEqual([2, 4]);
    expect(codesOf(await fulfill(id, [{ sku: "MUG", quantity: 1 }]))).toEqual(["insufficient_stock"]);
    expect(codesOf(await fulfill(id, [{ sku: "MUG", quantity: 5 }]))).toEqual(["validation_failed items.0.quantity"]);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("never counts stock twice that two lines could ship", async () => {
    await shop.stock("MUG", 3, shop.store);
    await shop.stock("MUG", 3, shop.warehouse);
    const { id } = await shop.order([
      { sku: "MUG", quantity: 3, location_id: shop.store },
      { sku: "MUG", quantity: 3, location_id: shop.store },
      { sku: "MUG", quantity: 3, location_id: shop.warehouse },
    ]);
    const shipped = await fulfill(id, [{ sku: "MUG", quantity: 6 }]);
    expect(fulfilled(shipped.body.data)).toEqual([3, 0, 3]);
  });

  test("takes the line whose location has the lot that is named", async () => {
    const dairy = await openDairy();
    await dairy.lot("A", 5);
    const lot_id = await dairy.lot("B", 5, undefined, { location_id: dairy.store });
    const { id } = await dairy.order([
      { sku: "MILK", quantity: 2 },
      { sku: "MILK", quantity: 2, location_id: dairy.store },
    ]);
    const shipped = await dairy.post(`orders/${id}/fulfill`, { items: [{ sku: "MILK", quantity: 1, lot_id }] });
    expect(fulfilled(shipped.body.data)).toEqual([0, 1]);
  });
});

test("orders are found by their own location and by those their items ship from, once each", async () => {
  const at = (location_id: string) => ({ sku: "MUG", quantity: 1, location_id });
  const own = await shop.order([at(shop.store), at(shop.store)]);
  const several = await shop.made("orders", { items: [at(shop.warehouse), at(shop.store)], channel: "till" });
  const plain = await shop.order([{ sku: "MUG", quantity: 1 }]);
  const ids = async (query: string) => {
    const { data, meta } = (await shop.get(`orders?${query}`)).body;
    expect(meta.total).toBe(data.length);
    return data.map((order: { id: string }) => order.id);
  };
  expect(await ids(`location_id=${shop.store}`)).toEqual([several.id, own.id]);
  expect(await ids(`location_id=${shop.warehouse}`)).toEqual([plain.id, several.id, own.id]);
  expect(await ids(`location_id=${shop.store}&channel=till`)).toEqual([several.id]);
  expect(await ids(`location_id=${shop.store}&status=pending&sku=MUG`)).toEqual([several.id, own.id]);
  expect(await ids(`location_id=${shop.store}&search=${several.number}`)).toEqual([several.id]);
  expect(await ids(`location_id=${shop.store}&from=2026-01-01T00:00:00Z`)).toEqual([several.id, own.id]);
  expect(await ids("location_id=loc_none")).toEqual([]);
});
