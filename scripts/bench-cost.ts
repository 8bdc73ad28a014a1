import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ENGINES } from "../src/shared/organization.ts";
import { startShop } from "./bench/contestants.ts";
import { type Cost, measureOrder, priceOfThousand } from "./bench/cost.ts";
import { leashChildren } from "./lib/leash.ts";

/** Measures the rows that an order reads and writes on every engine, and prints what 1,000 cost (docs/operations.md). */
leashChildren();
/** The size of the catalogue. */
const VARIANTS = 500;

const directory = mkdtempSync(join(tmpdir(), "stockbook-cost-"));
process.on("exit", () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));

console.log("| engine | what | requests | rows read | rows written | 1,000 of them, USD |");
console.log("| --- | --- | ---: | ---: | ---: | ---: |");
for (const engine of ENGINES) {
  const shop = await startShop(engine, join(directory, engine), VARIANTS);
  const { order, reads } = await measureOrder(shop);
  const lineOf = (what: string, cost: Cost) => {
    const { requests, rows_read, rows_written } = cost;
    return `| ${engine} | ${what} | ${requests} | ${rows_read} | ${rows_written} | ${priceOfThousand(engine, cost).toFixed(3)} |`;
  };
  console.log(lineOf("order", order));
  console.log(lineOf("reads", reads));
  await shop.stop();
}
process.exit(0);
