import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Engine } from "../../src/storage/port";
import { type Agent, connectAgent } from "../support/agent";
import { createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { dump } from "../support/dump";
import { openShop } from "../support/shop";

/** Set while an organization's database fails to write. */
let failure: Error | null = null;
let database: Engine;
const app = createTestApp({
  deliver: async () => {},
  wrapEngine: (engine) => ({
    async execute(statements, mode) {
      if (!statements.some(({ sql }) => sql.includes("organizations") || sql.includes("api_keys"))) database = engine;
      if (failure && mode === "write") throw failure;
      return engine.execute(statements, mode);
    },
  }),
});
let shop: Awaited<ReturnType<typeof openBakery>>;
let agent: Agent;
/** An adjustment of one mug more. */
let line: { sku: string; location_id: string; quantity: number; reason: string };

beforeAll(async () => {
  shop = await openBakery(app);
  agent = await connectAgent(app, shop.tenant.api_key);
  line = { sku: "MUG", location_id: shop.warehouse, quantity: 1, reason: "found" };
});
beforeEach(() => {
  failure = null;
});

const onHand = async () => (await shop.level("MUG")).on_hand;
const codes = ({ result }: { result: { errors: { code: string }[] } }) => result.errors.map(({ code }) => code);

describe("a write", () => {
  test("is a dry run unless it is meant: it shows the result, writes nothing, and says how to carry it out", async () => {
    const before = await dump(database);
    const { refused, result } = await agent.call("adjust_inventory", line);
    expect(refused).toBe(false);
    expect(result).toMatchObject({ dry_run: true, replayed: false, data: { sku: "MUG", quantity: 1 } });
    expect(result.message).toMatch(/^Nothing was written\..*same arguments.*idempotency_key.*dry_run false/);
    expect(result.idempotency_key).toMatch(/^[\w-]{20,}$/);
    expect(await dump(database)).toEqual(before);
  });

  test("that is meant happens exactly once with the key of its dry run, however often it is repeated", async () => {
    const before = await onHand();
    const { idempotency_key } = (await agent.call("adjust_inventory", line)).result;
    const meant = { ...line, idempotency_key, dry_run: false };
    const first = await agent.call("adjust_inventory", meant);
    expect(first.result).toMatchObject({ dry_run: false, replayed: false, message: "Done." });
    const again = await agent.call("adjust_inventory", Object.fromEntries(Object.entries(meant).reverse()));
    expect(again.result).toMatchObject({ dry_run: false, replayed: true, data: first.result.data });
    expect(again.result.message).toContain("nothing was written again");
    expect(await onHand()).toBe(before + 1);
    const racing = { ...line, idempotency_key: "at once", dry_run: false };
    await Promise.all([1, 2, 3].map(() => agent.call("adjust_inventory", racing)));
    expect(await onHand()).toBe(before + 2);
    expect(await shop.discrepancies()).toEqual([]);
  });

  test("happens once if two agents with API keys of their own send it at once with one idempotency key", async () => {
    const before = await onHand();
    const { key } = (await shop.post("api_keys", { name: "Second agent", scopes: ["write"] })).body.data;
    const second = await connectAgent(app, key);
    const racing = { ...line, idempotency_key: "of both", dry_run: false };
    const called = await Promise.all([agent, second].map((each) => each.call("adjust_inventory", racing)));
    expect(called.map(({ result }) => result.replayed).toSorted()).toEqual([false, true]);
    expect(await onHand()).toBe(before + 1);
  });

  test("without a key is another write each time", async () => {
    const before = await onHand();
    for (let time = 0; time < 2; time++) await agent.call("adjust_inventory", { ...line, dry_run: false });
    expect(await onHand()).toBe(before + 2);
  });

  test("keeps the key that its dry run was given, and is refused one of another write", async () => {
    const key = { idempotency_key: 'order "17"' };
    const dry = await agent.call("adjust_inventory", { ...line, ...key });
    expect(dry.result.idempotency_key).toBe(key.idempotency_key);
    await agent.call("adjust_inventory", { ...line, ...key, dry_run: false });
    const other = await agent.call("adjust_inventory", { ...line, quantity: 2, ...key, dry_run: false });
    expect(codes(other)).toEqual(["idempotency_key_reused"]);
    expect(other.text).toContain("Make a new key");
  });

  test("is recorded with the key of its caller, and can be repeated by REST", async () => {
    const key = "shared with REST";
    const order = { items: [{ quantity: 1, sku: "MUG" }], location_id: shop.warehouse };
    const made = (await agent.call("create_order", { ...order, dry_run: false, idempotency_key: key })).result.data;
    const replayed = await shop.post("orders", order, { "Idempotency-Key": key });
    expect(replayed.headers.get("Idempotent-Replayed")).toBe("true");
    expect(replayed.body.data).toEqual(made);
    const [entry] = (await agent.call("adjust_inventory", { ...line, dry_run: false })).result.data.ledger_entries;
    expect(entry.api_key_id).toBe(shop.tenant.api_key_id);
  });
});

describe("a refusal", () => {
  test("of stock that lacks has its numbers, and is the same for a dry run and a write", async () => {
    const items = [{ sku: "MUG", quantity: 5000 }];
    const order = { location_id: shop.warehouse, items, reserve: true };
    const dry = await agent.call("create_order", order);
    expect(dry.refused).toBe(true);
    expect(dry.result.errors).toMatchObject([{ code: "insufficient_stock", details: { sku: "MUG", requested: 5000 } }]);
    expect(dry.text).toMatch(/^insufficient_stock.*: MUG: 5000 requested, \d+ available at this location\. Reduce/);
    const meant = await agent.call("create_order", { ...order, dry_run: false });
    expect(meant.result.errors).toEqual(dry.result.errors);
  });

  test("stays under its key, and says so", async () => {
    const { id } = await shop.order([{ sku: "MUG", quantity: (await onHand()) + 1 }]);
    const meant = { id, dry_run: false, idempotency_key: "reserve it" };
    expect(codes(await agent.call("reserve_order", meant))).toEqual(["insufficient_stock"]);
    await shop.stock("MUG", 1);
    const again = await agent.call("reserve_order", meant);
    expect(codes(again)).toEqual(["insufficient_stock"]);
    expect(again.text).toContain("give another idempotency_key");
    expect((await agent.call("reserve_order", { ...meant, idempotency_key: "once more" })).refused).toBe(false);
    await agent.call("cancel_order", { id, dry_run: false });
  });

  test("of arguments names all of them", async () => {
    const { result } = await agent.call("adjust_inventory", { sku: "MUG", quantity: 1, reason: "magic", quantitty: 1 });
    const fields = result.errors.map(({ field }: { field: string }) => field).sort();
    expect(fields).toEqual(["location_id", "quantitty", "reason"]);
    const none = await agent.call("reserve_order", { dry_run: "no", idempotency_key: "é" });
    expect(none.result.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      ...["dry_run", "id", "idempotency_key"],
    ]);
  });

  test("is the same for another organization's ids as for those that nobody has", async () => {
    const other = await openShop(app);
    const { id } = await other.order([{ sku: "MUG", quantity: 1 }]);
    const theirs = await agent.call("cancel_order", { id, dry_run: false });
    const nobodys = await agent.call("cancel_order", { id: id.replace(/.$/, "x"), dry_run: false });
    expect(codes(theirs)).toEqual(["not_found"]);
    expect(theirs.result.errors).toEqual(nobodys.result.errors);
    const place = await agent.call("adjust_inventory", { ...line, location_id: other.warehouse, dry_run: false });
    expect(codes(place)).toEqual(["validation_failed"]);
    expect((await other.get(`orders/${id}`)).body.data.status).toBe("pending");
  });

  test("meets an id that would lead to another path", async () => {
    for (const id of ["../orders", "ord_1/cancel", "?dry_run=true", "..", ".", "%2e%2e", "a b", ""]) {
      const { result } = await agent.call("reserve_order", { id, dry_run: false });
      expect([id, result.errors]).toMatchObject([id, [{ code: "validation_failed", field: "id" }]]);
    }
  });

  test("meets a location that is archived, and a document that is over", async () => {
    const { id: location_id } = await shop.made("locations", { name: "Old" });
    await shop.tenant.request("DELETE", `/api/v1/locations/${location_id}`);
    const archived = await agent.call("adjust_inventory", { ...line, location_id });
    expect(archived.result.errors).toMatchObject([{ code: "validation_failed", field: "location_id" }]);
    const { id } = await shop.order([{ sku: "MUG", quantity: 1 }]);
    await agent.call("cancel_order", { id, dry_run: false });
    expect(codes(await agent.call("fulfill_order", { id }))).toEqual(["invalid_status"]);
  });

  test("of a database that fails has no word of it, and the write can be repeated with its key", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const before = await onHand();
    const meant = { ...line, dry_run: false, idempotency_key: "in spite of all" };
    failure = new Error("D1_ERROR: disk I/O error: SQLITE_IOERR at /var/data/secret.sqlite");
    const failed = await agent.call("adjust_inventory", meant);
    expect(codes(failed)).toEqual(["internal_error"]);
    expect(failed.text).not.toMatch(/D1|SQLITE|secret/);
    expect(logged.mock.calls.flat().join()).toContain("secret.sqlite");
    logged.mockRestore();
    failure = null;
    expect((await agent.call("adjust_inventory", meant)).result).toMatchObject({ replayed: false });
    expect(await onHand()).toBe(before + 1);
  });
});
