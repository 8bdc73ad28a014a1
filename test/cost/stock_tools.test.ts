import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../src/storage/port";
import { createTestApp, type Tenant } from "../support/app";
import { BIG, fillCompany, lastOrderAt } from "../support/company";
import { costOf } from "../support/cost";

let engine: Engine;
let tenant: Tenant;
const app = createTestApp({
  now: lastOrderAt(BIG),
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});

const send = async (path: string, body: object) => {
  const answer = await tenant.request("POST", `/api/v1/${path}`, { body });
  expect([path, answer.status, answer.text]).toEqual([path, expect.toSatisfy((status) => status < 300), answer.text]);
  return answer.body.data;
};

beforeAll(async () => {
  tenant = await app.mintTenant({ modules: ["traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, BIG);
  // Many lines are incoming and in transit, and of some variants many lots are held.
  const items = Array.from({ length: 300 }, (_, at) => ({ sku: `SKU-${at + 1}`, quantity: 1 }));
  const supplier_id = (await send("suppliers", { name: "Potter" })).id;
  await send("purchase_orders", { supplier_id, location_id: "loc_1", items });
  const transfer = await send("stock_transfers", { from_location_id: "loc_1", to_location_id: "loc_2", items });
  await send(`stock_transfers/${transfer.id}/ship`, {});
  for (const [sku, count] of [
    ["MILK", 3],
    ["CREAM", 500],
  ] as const) {
    await send("products", { name: sku, sku, lot_tracked: true });
    const line = { sku, location_id: "loc_1", quantity: 1, reason: "received", expiry_date: "2025-01-01" };
    const adjustments = Array.from({ length: count }, (_, at) => ({ ...line, lot_number: `${sku}-${at}` }));
    await send("inventory_adjustments", { adjustments });
  }
}, 600_000);

/** What a tool reads, and how many rows it has found. */
async function read(path: string) {
  const answer = await tenant.request("GET", `/api/v1/ai/tools/${path}`);
  expect([path, answer.status, answer.text]).toEqual([path, 200, answer.text]);
  const { rows_read = 0, round_trips = 0 } = costOf(answer);
  return { rows_read, round_trips, total: Number(answer.body.data.total) };
}

/** What is asked of a few variants, products or lots reads so many rows, however big the company is. */
const FEW = 150;
const OF_FEW = [
  "stock_levels?sku=SKU-7",
  "stock_levels?sku=SKU-7&location_id=loc_1",
  "stock_levels?sku=SKU-7,SKU-8&group_by=variant",
  "stock_levels?product_id=prd_7&group_by=none",
  "stock_levels?sku=MILK",
  "find_products?sku=SKU-7",
  "find_products?product_id=prd_7",
  "find_products?barcode=0000000000070",
  "find_products?search=SKU-77777&sku=SKU-7",
  "out_of_stock?sku=SKU-7",
  "out_of_stock?product_id=prd_7&group_by=level",
  "low_stock?sku=SKU-7",
  "reorder_advice?sku=SKU-7",
  "lots?sku=MILK",
  "lots?sku=MILK&location_id=loc_1&group_by=level",
  "lots?lot_number=CREAM-7",
  "stock_aging?sku=SKU-7",
  "trace_lot?lot_number=CREAM-7",
  "reservations?sku=SKU-7",
];

describe(`tools of a company with ${BIG.variants} variants and ${BIG.entries} ledger entries`, () => {
  test.each(OF_FEW)(`%s reads at most ${FEW} rows, in one round trip`, async (path) => {
    expect(await read(path)).toMatchObject({ rows_read: expect.toSatisfy((rows) => rows <= FEW), round_trips: 1 });
  });

  test.each(["valuation?sku=SKU-7", "stock_by_location?sku=SKU-7"])(
    "%s reads the levels of the variant, and the lines that are on their way",
    async (path) => {
      expect(await read(path)).toMatchObject({ rows_read: expect.toSatisfy((rows) => rows <= 1000), round_trips: 1 });
    },
  );

  test("a search for products reads the text index and what it finds, not the catalogue", async () => {
    for (const text of ["SKU-777", "Widget 19"]) {
      const { rows_read, total } = await read(`find_products?search=${encodeURIComponent(text)}`);
      expect(total).toBeGreaterThan(10);
      expect(rows_read).toBeLessThanOrEqual(8 * total + 1000);
    }
  });

  test("what has run out reads the levels that lack something, not all", async () => {
    for (const group_by of ["variant", "level"]) {
      const { rows_read, total } = await read(`out_of_stock?group_by=${group_by}`);
      expect(rows_read).toBeLessThanOrEqual(100 * total + 2000);
    }
  });

  test("a value in the past of one variant reads its entries and those of a day's index", async () => {
    expect((await read("valuation?sku=SKU-7&as_of=2025-06-01")).rows_read).toBeLessThanOrEqual(1000);
  });

  test.each(["stock_levels", "stock_levels?group_by=none", "valuation", "valuation?group_by=variant", "stock_aging"])(
    "%s reads each level once, with its variant",
    async (path) => {
      const { total } = await read("stock_levels");
      const { rows_read, round_trips } = await read(path);
      expect(round_trips).toBe(1);
      expect(rows_read).toBeLessThanOrEqual(6 * total + 2000);
    },
  );

  test("forecasts look at 200 variants, and rank all others by what is stored", async () => {
    const one = await read("forecasts?sku=SKU-7");
    expect(one).toMatchObject({ round_trips: 2, total: 1, rows_read: expect.toSatisfy((rows) => rows <= 2000) });
    const all = await read("forecasts");
    expect(all.round_trips).toBe(2);
    expect(all.rows_read).toBeLessThanOrEqual(8 * all.total);
  });
});
