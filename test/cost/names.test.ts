import { beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/data/database";
import { type Engine, newMeter } from "../../src/storage/port";
import { findNames } from "../../src/tools/names/find";
import { toWords } from "../../src/tools/names/words";
import { createTestApp } from "../support/app";
import { BIG, fillCompany } from "../support/company";

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});

beforeAll(async () => {
  const tenant = await app.mintTenant();
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, BIG);
}, 600_000);

async function namesIn(question: string) {
  const meter = newMeter();
  const mentions = await findNames(openDatabase(engine, meter), toWords(question));
  return { mentions, ...meter };
}

/** A question with a word that every name has, and the longest that may be asked. */
const EVERYTHING = "how many widgets did the customer buy";
const LONGEST = Array.from({ length: 142 }, (_, at) =>
  at % 3 === 0 ? "widget" : at % 3 === 1 ? "custmer" : String(at),
).join(" ");

test("names are found in one round trip and a bounded number of rows, however many there are", async () => {
  for (const question of [
    EVERYTHING,
    "widget 12345 at the shop",
    "SKU-777, SO-500",
    "customer 4711",
    "wdiget 99",
    "nothing of it",
    LONGEST.slice(0, 1000),
  ]) {
    const { round_trips, rows_read } = await namesIn(question);
    expect(round_trips).toBe(1);
    expect(rows_read).toBeLessThan(question.length > 100 ? 60_000 : 6000);
  }
});

test("what a name means is found among many, and where it is not known whether that is all, it is said", async () => {
  const { mentions: exact } = await namesIn("stock of widget 12345 at the shop");
  expect(exact.slice(0, 2)).toMatchObject([
    { is_exact: true, among: [{ kind: "product", id: "prd_12345" }] },
    { is_exact: true, among: [{ kind: "location", name: "Shop" }] },
  ]);
  const { mentions: codes } = await namesIn("sku-777 and SO-500");
  expect(codes).toMatchObject([
    { is_exact: true, among: [{ kind: "variant", id: "SKU-777" }] },
    { is_exact: true, among: [{ kind: "order", id: "SO-500" }] },
  ]);
  const { mentions: customers } = await namesIn("orders of customer 4711");
  expect(customers).toMatchObject([{ is_exact: true, among: [{ kind: "customer", name: "Customer 4711" }] }]);
  const { mentions: all } = await namesIn("widgets");
  expect(all).toMatchObject([{ is_plural: true, is_cut: true }]);
  expect(all[0]?.among.length).toBeLessThanOrEqual(100);
});
