import fc from "fast-check";
import { expect, test } from "vitest";
import { BEGINNING, History, type Step, steps } from "../resources/reports/history";
import { THOROUGH } from "../support/thorough";
import { useTool } from "../support/trade";

/** Random histories of a shop, and what the tools say of each compared with each other and with REST. */

const RUNS = THOROUGH ? 10 : 1;
const STEPS = THOROUGH ? 80 : 50;

type Args = Record<string, string>;
type Shop = History["shop"];
type Line = { sku: string; quantity: number; fulfilled_quantity: number; cancelled_quantity: number };

/** A sum without the error of floats. */
const sumOf = (values: number[]) => values.reduce((sum, value) => sum + Math.round(value * 10_000), 0) / 10_000;

/** Every grouping of a tool has the same sums, whichever way it is read. */
async function sumsOf(shop: Shop, tool: string, groups: readonly string[], args: Args) {
  const { summary } = await useTool(shop, tool, { ...args, group_by: "none" });
  for (const group_by of groups) {
    const of_group = await useTool(shop, tool, { ...args, group_by });
    expect([tool, group_by, args, of_group.summary]).toEqual([tool, group_by, args, summary]);
  }
  return summary;
}

async function checkSums(shop: Shop, filters: readonly Args[]) {
  const days = ["variant", "product", "category", "location", "day", "week", "month"];
  for (const args of filters) {
    await sumsOf(shop, "sales", [...days, "order", "customer", "channel"], args);
    await sumsOf(shop, "losses", ["cause", "reason", "variant", "location", "month"], args);
    const moved = await sumsOf(shop, "stock_movements", ["type", "variant", "product", "location", "day"], args);
    const entries = await useTool(shop, "ledger_entries", { ...args, limit: "1" });
    expect([args, moved.net_change]).toEqual([args, entries.summary.on_hand_change]);
  }
}

async function checkDocuments(shop: Shop, skus: readonly string[]) {
  const all = async (path: string) => (await shop.get(`${path}?per_page=100`)).body.data;
  const ordered: Line[] = (await all("orders")).flatMap(({ items }: { items: Line[] }) => items);
  const levels: { sku: string; on_hand: number; reserved: number; incoming: number }[] = await all("inventory_levels");
  for (const sku of skus) {
    const lines = ordered.filter((line) => line.sku === sku);
    const of_orders = (await useTool(shop, "orders", { sku })).summary;
    expect([sku, of_orders.open_quantity, of_orders.quantity]).toEqual([
      sku,
      sumOf(lines.map((line) => line.quantity - line.fulfilled_quantity - line.cancelled_quantity)),
      sumOf(lines.map(({ quantity }) => quantity)),
    ]);
    const here = levels.filter((level) => level.sku === sku);
    const arrives = (await useTool(shop, "incoming_stock", { sku })).summary.quantity;
    expect([sku, arrives]).toEqual([sku, sumOf(here.map(({ incoming }) => incoming))]);
    const { on_hand_change } = (await useTool(shop, "ledger_entries", { sku })).summary;
    expect([sku, on_hand_change]).toEqual([sku, sumOf(here.map(({ on_hand }) => on_hand))]);
  }
}

test("sums agree whether they are read by day, by entry, by order or from REST, for any history, filter and grouping", async () => {
  await fc.assert(
    fc.asyncProperty(steps(STEPS), async (taken: Step[]) => {
      const history = await History.begin();
      for (const one of [...BEGINNING, ...taken]) await history.take(one);
      const { shop, locations } = history;
      const days = (await useTool(shop, "sales", { group_by: "day" })).rows.map(({ day }) => day);
      const middle = days[Math.floor(days.length / 2)];
      const [location_id = ""] = locations;
      await checkSums(shop, [{}, { sku: "MUG" }, { location_id }, { except_sku: "MUG", from: middle }, { to: middle }]);
      await checkDocuments(shop, ["MUG", "OIL", "MILK", "BUN", "CUP"]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 600_000);
