import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { routes } from "../../src/app";
import { DatabaseUnavailable, type Engine, type SqlStatement } from "../../src/storage/port";
import { type Answer, createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { dump } from "../support/dump";
import { oversell } from "../support/insights";
import { openSender } from "../support/senders";

const FAILING: SqlStatement = { sql: "INSERT INTO a_table_that_is_not_there VALUES (1)", params: [] };

/** What happens to the next commit of an organization's database. */
let plan: { fail_at: number } | "lost before" | "lost after" | null = null;
let length = 0;
let database: Engine;

const app = createTestApp({
  // Nothing else is written while a write fails.
  deliver: async () => {},
  wrapEngine: (engine) => ({
    async execute(statements, mode) {
      if (!statements.some(({ sql }) => sql.includes("organizations") || sql.includes("api_keys"))) database = engine;
      if (mode !== "write" || plan === null) return engine.execute(statements, mode);
      const now = plan;
      length = statements.length;
      if (now === "lost before") {
        plan = null;
        throw new DatabaseUnavailable("lost", true);
      }
      if (now === "lost after") {
        plan = null;
        await engine.execute(statements, mode);
        throw new DatabaseUnavailable("lost", true);
      }
      return engine.execute([...statements.slice(0, now.fail_at), FAILING, ...statements.slice(now.fail_at)], mode);
    },
  }),
});

let shop: Awaited<ReturnType<typeof openBakery>>;
let recipe: string;

beforeAll(async () => {
  shop = await openBakery(app);
  await shop.stock("MUG", 1000);
  await shop.add("BREAD", 1000, "B1");
  await shop.add("FLOUR", 1000, "F1");
  recipe = (await shop.recipe("DOUGH", 1, [{ sku: "FLOUR", quantity: 1 }])).id;
});

const unique = () => crypto.randomUUID();
/** An endpoint that is sent nothing but tests, which nobody receives, and a subscription whose next digest is hours away. */
const DISABLED_ONLY = { url: "http://127.0.0.1:9/hook", event_types: ["webhook_endpoint.disabled"] };
const DIGEST = { kinds: ["low_stock"], channel: { type: "webhook", url: DISABLED_ONLY.url }, mode: "daily_digest" };
const items = [
  { sku: "MUG", quantity: 1 },
  { sku: "BREAD", quantity: 1 },
];
const line = (quantity: number) => ({ sku: "MUG", location_id: shop.warehouse, quantity, reason: "found" });
const id = async (path: string, body: object): Promise<string> => (await shop.made(path, body)).id;

const endpoint = () => id("webhook_endpoints", DISABLED_ONLY);
const order = (more: object = {}) => id("orders", { location_id: shop.warehouse, items, ...more });
const purchase = () => id("purchase_orders", { supplier_id: shop.supplier, location_id: shop.warehouse, items });
const product = async () => {
  const sku = crypto.randomUUID();
  return shop.product(sku, { barcode: `B-${sku}` });
};
const policy = async () =>
  id("inventory_policies", { variant_id: (await product()).variants[0].id, location_id: shop.store });

async function transfer(shipped = false): Promise<string> {
  const made = await id("stock_transfers", { from_location_id: shop.warehouse, to_location_id: shop.store, items });
  if (shipped) await shop.post(`stock_transfers/${made}/ship`);
  return made;
}

async function count(...verbs: string[]): Promise<string> {
  const made = await id("cycle_counts", { location_id: shop.warehouse, skus: ["MUG"] });
  for (const verb of verbs) await shop.post(`cycle_counts/${made}/${verb}`);
  return made;
}

async function returned(): Promise<string> {
  const order_id = await order();
  await shop.post(`orders/${order_id}/fulfill`);
  return id("return_authorizations", { order_id, items });
}

/** A lot of its own, some of it reserved for an order. */
async function lot(): Promise<string> {
  const made = await shop.add("BREAD", 2, crypto.randomUUID(), "2026-11-24");
  await order({ reserve: true });
  return made;
}

async function batch(...verbs: string[]): Promise<string> {
  const { id: made } = await shop.batch(recipe, 1);
  for (const verb of verbs) await shop.post(`production_batches/${made}/${verb}`);
  return made;
}

type Write = [path: string, body?: object];

/** One write of each route, made ready to succeed. */
const WRITES: Record<string, () => Promise<Write>> = {
  "POST locations": async () => ["locations", { name: "Annex" }],
  "PATCH locations/:id": async () => [`locations/${shop.store}`, { name: "Shop" }],
  "DELETE locations/:id": async () => [`locations/${await id("locations", { name: "Old" })}`],
  "POST suppliers": async () => ["suppliers", { name: "Weaver" }],
  "PATCH suppliers/:id": async () => [`suppliers/${shop.supplier}`, { lead_time_days: 3 }],
  "DELETE suppliers/:id": async () => [`suppliers/${await id("suppliers", { name: "Old" })}`],
  "POST products": async () => ["products", { name: "Jug", sku: unique(), barcode: unique() }],
  "PATCH products/:id": async () => [`products/${(await product()).id}`, { name: "Carafe" }],
  "DELETE products/:id": async () => [`products/${(await product()).id}`],
  "POST products/:product_id/variants": async () => [
    `products/${(await product()).id}/variants`,
    { sku: unique(), barcode: unique() },
  ],
  "PATCH variants/:id": async () => {
    const [variant] = (await product()).variants;
    await shop.stock(variant.sku, 5);
    await order({ items: [{ sku: variant.sku, quantity: 1 }], reserve: true });
    return [`variants/${variant.id}`, { barcodes: [unique()], price: 3, lot_tracked: true }];
  },
  "DELETE variants/:id": async () => [`variants/${(await product()).variants[0].id}`],
  "POST products/import": async () => [
    "products/import",
    {
      rows: [
        {
          name: "Bowl",
          sku: crypto.randomUUID(),
          barcode: crypto.randomUUID(),
          location_id: shop.warehouse,
          quantity: 3,
        },
        {
          name: "Roll",
          sku: crypto.randomUUID(),
          lot_tracked: true,
          location_id: shop.store,
          quantity: 2,
          lot_number: "R1",
        },
      ],
    },
  ],
  "POST demand_history": async () => [
    "demand_history",
    { rows: [{ date: "2025-11-28", sku: "MUG", location_id: shop.store, quantity: 3 }] },
  ],
  "POST inventory_adjustments": async () => [
    "inventory_adjustments",
    { adjustments: [line(1), line(-2), { ...line(3), sku: "BREAD", lot_number: "B3" }] },
  ],
  "POST orders": async () => ["orders", { location_id: shop.warehouse, items, reserve: true }],
  "POST orders/:id/reserve": async () => [`orders/${await order()}/reserve`, {}],
  "POST orders/:id/fulfill": async () => [`orders/${await order({ reserve: true })}/fulfill`, {}],
  "POST orders/:id/cancel": async () => [`orders/${await order({ reserve: true })}/cancel`, {}],
  "POST purchase_orders": async () => [
    "purchase_orders",
    { supplier_id: shop.supplier, location_id: shop.warehouse, items },
  ],
  "PATCH purchase_orders/:id": async () => [
    `purchase_orders/${await purchase()}`,
    { items: [{ sku: "TEA", quantity: 1 }] },
  ],
  "POST purchase_orders/:id/receive": async () => [
    `purchase_orders/${await purchase()}/receive`,
    {
      items: [
        { sku: "MUG", quantity: 1, unit_cost: 2 },
        { sku: "BREAD", quantity: 1, lot_number: "B2" },
      ],
    },
  ],
  "POST purchase_orders/:id/cancel": async () => [`purchase_orders/${await purchase()}/cancel`, {}],
  "POST purchase_orders/:id/close": async () => [`purchase_orders/${await purchase()}/close`, {}],
  "POST stock_transfers": async () => [
    "stock_transfers",
    { from_location_id: shop.warehouse, to_location_id: shop.store, items },
  ],
  "POST stock_transfers/:id/ship": async () => [`stock_transfers/${await transfer()}/ship`, {}],
  "POST stock_transfers/:id/receive": async () => [`stock_transfers/${await transfer(true)}/receive`, {}],
  "POST stock_transfers/:id/cancel": async () => [`stock_transfers/${await transfer()}/cancel`, {}],
  "POST cycle_counts": async () => ["cycle_counts", { location_id: shop.warehouse }],
  "PATCH cycle_counts/:id": async () => [
    `cycle_counts/${await count("load_inventory", "start")}`,
    {
      cycle_count_items_attributes: [
        { sku: "MUG", counted_quantity: 1 },
        { sku: "TEA", counted_quantity: 1 },
      ],
    },
  ],
  "POST cycle_counts/:id/load_inventory": async () => [`cycle_counts/${await count()}/load_inventory`],
  "POST cycle_counts/:id/start": async () => [`cycle_counts/${await count()}/start`],
  "POST cycle_counts/:id/complete": async () => [
    `cycle_counts/${await count("load_inventory", "start")}/complete`,
    { uncounted_as_zero: true },
  ],
  "POST cycle_counts/:id/cancel": async () => [`cycle_counts/${await count()}/cancel`, {}],
  "POST return_authorizations": async () => {
    const order_id = await order();
    await shop.stock("MUG", 10);
    await shop.post(`orders/${order_id}/fulfill`);
    return ["return_authorizations", { order_id, items }];
  },
  "PATCH return_authorizations/:id": async () => {
    await shop.stock("MUG", 10);
    return [
      `return_authorizations/${await returned()}`,
      { items: [{ sku: "MUG", quantity: 1, condition: "damaged" }] },
    ];
  },
  "POST return_authorizations/:id/receive": async () => [`return_authorizations/${await returned()}/receive`],
  "POST return_authorizations/:id/cancel": async () => [`return_authorizations/${await returned()}/cancel`],
  "POST inventory_policies": async () => [
    "inventory_policies",
    { sku: (await product()).variants[0].sku, location_id: shop.warehouse },
  ],
  "PATCH inventory_policies/:id": async () => [`inventory_policies/${await policy()}`, { reorder_point: 3 }],
  "PATCH lots/:id": async () => [`lots/${await lot()}`, { status: "recall", note: "glass" }],
  "POST ai/insights/:id/dismiss": async () => [`ai/insights/${await oversell(shop)}/dismiss`],
  "POST waste_records": async () => [
    "waste_records",
    { sku: "BREAD", location_id: shop.warehouse, quantity: 1, reason: "spoilage" },
  ],
  "POST recipes": async () => [
    "recipes",
    { name: "Loaf", output_sku: "BREAD", output_quantity: 1, items: items.slice(0, 1) },
  ],
  "PATCH recipes/:id": async () => [
    `recipes/${await id("recipes", { name: "Loaf", output_sku: "BREAD", output_quantity: 1, items: items.slice(0, 1) })}`,
    { items: [{ sku: "FLOUR", quantity: 2 }] },
  ],
  "DELETE recipes/:id": async () => [
    `recipes/${await id("recipes", { name: "Loaf", output_sku: "BREAD", output_quantity: 1, items: items.slice(0, 1) })}`,
  ],
  "POST production_batches": async () => [
    "production_batches",
    { recipe_id: recipe, location_id: shop.warehouse, planned_quantity: 1 },
  ],
  "POST production_batches/:id/start": async () => [`production_batches/${await batch()}/start`],
  "POST production_batches/:id/complete": async () => [
    `production_batches/${await batch("start")}/complete`,
    { actual_quantity_produced: 1 },
  ],
  "POST production_batches/:id/cancel": async () => [`production_batches/${await batch("start")}/cancel`, {}],
  "DELETE inventory_policies/:id": async () => [`inventory_policies/${await policy()}`],
  "POST integrations": async () => [
    "integrations",
    { source: "shopify", name: unique(), location_id: shop.warehouse, secret: unique() },
  ],
  "PATCH integrations/:id": async () => [`integrations/${(await openSender(shop, "shopify")).id}`, { name: unique() }],
  "DELETE integrations/:id": async () => [`integrations/${(await openSender(shop, "shopify")).id}`],
  "POST integrations/:id/deliveries/:delivery_id/retry": async () => {
    const sender = await openSender(shop, "standard");
    const sku = unique();
    const failed = await sender.deliver("", { items: [{ sku, quantity: 1 }] });
    await shop.product(sku);
    return [`integrations/${sender.id}/deliveries/${failed.id}/retry`, {}];
  },
  "POST webhook_endpoints": async () => ["webhook_endpoints", DISABLED_ONLY],
  "PATCH webhook_endpoints/:id": async () => [`webhook_endpoints/${await endpoint()}`, { description: unique() }],
  "DELETE webhook_endpoints/:id": async () => [`webhook_endpoints/${await endpoint()}`],
  "POST webhook_endpoints/:id/rotate_secret": async () => [`webhook_endpoints/${await endpoint()}/rotate_secret`],
  "POST webhook_endpoints/:id/test": async () => [`webhook_endpoints/${await endpoint()}/test`],
  "POST webhook_endpoints/:id/replay": async () => [`webhook_endpoints/${await endpoint()}/replay`, { from: 1 }],
  "POST webhook_deliveries/:id/retry": async () => [
    `webhook_deliveries/${(await shop.post(`webhook_endpoints/${await endpoint()}/test`)).body.data.id}/retry`,
  ],
  "POST alert_subscriptions": async () => ["alert_subscriptions", DIGEST],
  "PATCH alert_subscriptions/:id": async () => [
    `alert_subscriptions/${await id("alert_subscriptions", DIGEST)}`,
    { kinds: ["expired"] },
  ],
  "DELETE alert_subscriptions/:id": async () => [`alert_subscriptions/${await id("alert_subscriptions", DIGEST)}`],
};

const send = (method: string, [path, body]: Write, key?: string) => {
  const headers: Record<string, string> = key === undefined ? {} : { "Idempotency-Key": key };
  return shop.tenant.request(method, `/api/v1/${path}`, { ...(body ? { body } : {}), headers });
};

/** They are sent as writes are, but change nothing by themselves: agents' messages are requests to other routes. */
const READS: readonly string[] = ["POST ai/query", "POST /mcp"];

test("every write of an organization's own data is tried here", () => {
  const writes = routes.filter(({ realm, method }) => realm === "organization" && method !== "get");
  const names = writes.map(({ method, path }) => `${method.toUpperCase()} ${path.replace("/api/v1/", "")}`);
  expect([...Object.keys(WRITES), ...READS].sort()).toEqual(names.sort());
});

describe("a commit of which any statement fails leaves nothing behind, and can be repeated:", () => {
  for (const [name, prepare] of Object.entries(WRITES)) {
    test(name, async () => {
      const [method] = name.split(" ") as [string];
      const write = await prepare();
      const before = await dump(database);
      length = 0;
      for (let fail_at = 0; fail_at === 0 || fail_at <= length; fail_at++) {
        plan = { fail_at };
        const refused = await send(method, write, name);
        plan = null;
        expect(refused.status).toBe(500);
        expect(refused.text).not.toMatch(/a_table_that|SQLITE|INSERT/i);
        expect(await dump(database)).toEqual(before);
      }
      expect(length).toBeGreaterThan(1);
      const done = await send(method, write, name);
      expect(done.status).toBeLessThan(300);
      expect(await dump(database)).not.toEqual(before);
      expect(await shop.discrepancies()).toEqual([]);
    });
  }
});

describe("a connection lost around a commit", () => {
  for (const moment of ["lost before", "lost after"] as const) {
    test(`${moment} it: with a key the client gets the one answer, and it happened once`, async () => {
      const { on_hand } = await shop.level("MUG");
      plan = moment;
      const answer = await send("POST", ["inventory_adjustments", line(1)], moment);
      expect(answer.status).toBe(201);
      expect((await send("POST", ["inventory_adjustments", line(1)], moment)).text).toBe(answer.text);
      expect((await shop.level("MUG")).on_hand).toBe(on_hand + 1);
    });

    test(`${moment} it: without a key it is 503, and not repeated for the client`, async () => {
      const { on_hand } = await shop.level("MUG");
      plan = moment;
      const answer = await send("POST", ["inventory_adjustments", line(1)]);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("Retry-After")).not.toBeNull();
      expect((await shop.level("MUG")).on_hand).toBe(on_hand + (moment === "lost after" ? 1 : 0));
    });
  }
});

/** A response's data without the ids and numbers that are made for each request. */
const comparable = ({ body }: Answer) =>
  JSON.parse(
    JSON.stringify(body.data)
      .replaceAll(/[a-z]+_(line_)?[0-9a-z]{26}/g, "id")
      .replaceAll(/[A-Z]{2,3}-\d{6}-[0-9A-Z]{5}/g, "number"),
  );

describe("a dry run has the status and the data of the write, and leaves nothing behind:", () => {
  const takes_dry_run = routes.filter(({ dry_run }) => dry_run);
  const names = takes_dry_run.map(({ method, path }) => `${method.toUpperCase()} ${path.replace("/api/v1/", "")}`);
  test.each(names)("%s", async (name) => {
    const [method] = name.split(" ") as [string];
    const [path, ...more] = await (WRITES[name] as () => Promise<Write>)();
    const before = await dump(database);
    const dry = await send(method, [`${path}?dry_run=true`, ...more], `dry ${name}`);
    expect(await dump(database)).toEqual(before);
    const done = await send(method, [path, ...more]);
    expect(dry.status).toBe(done.status);
    expect(comparable(dry)).toEqual(comparable(done));
    expect([dry.body.meta, done.body.meta]).toEqual([{ dry_run: true }, undefined]);
  });
});

/** Gives all variants that the writes name other SKUs, or their own again. */
async function rename(suffix: string, back = false): Promise<void> {
  for (const sku of ["MUG", "BREAD", "TEA", "FLOUR", "DOUGH"]) {
    const [from, to] = back ? [`${sku}${suffix}`, sku] : [sku, `${sku}${suffix}`];
    const [variant] = (await shop.get(`variants?sku=${from}`)).body.data;
    expect((await shop.patch(`variants/${variant.id}`, { sku: to })).status).toBe(200);
  }
}

describe("a repetition gets the first response to the letter, also after what it shows was renamed:", () => {
  beforeEach(async () => {
    await shop.stock("MUG", 10);
    await shop.add("BREAD", 10, unique());
  });

  test.each(Object.keys(WRITES))("%s", async (name) => {
    const [method] = name.split(" ") as [string];
    const write = await (WRITES[name] as () => Promise<Write>)();
    const key = `again ${name}`;
    const first = await send(method, write, key);
    expect(first.status).toBeLessThan(300);
    await rename("-2");
    const again = await send(method, write, key);
    await rename("-2", true);
    expect(again.headers.get("Idempotent-Replayed")).toBe("true");
    expect([again.status, again.text]).toEqual([first.status, first.text]);
  });
});
