import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ADMIN_TOKEN, newStateDirectory, type Server, startServer } from "./server.ts";

const tour = readFileSync(join(import.meta.dirname, "../../docs/tour.md"), "utf8");
const blocks = [...tour.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, commands]) => commands ?? "");

/** What each block must say, in order. */
const said: RegExp[][] = [
  [/^The key is sb_live_\w+$/m],
  [/"name":"Tour"/],
  [/"sku":"MUG-BLUE".*"barcode":"9524017000019"/],
  [/"type":"adjustment".*"on_hand_after":24/],
  [
    /"status":"reserved"/,
    /"on_hand":24,"reserved":3,.*"available":21/,
    /"status":"fulfilled"/,
    /"on_hand":21,"reserved":0,.*"available":21/,
  ],
  [/"code":"insufficient_stock"/, /"requested":100,"available":21/, /^Refused, as it should be\.$/m],
  [/^(\{"data":\{"id":"adj_.*"on_hand_after":20.*\})\n\1$/m],
  [/"type":"adjustment".*"type":"order_reserved".*"type":"order_fulfilled".*"type":"adjustment".*"total":4/],
  [
    /"sku":"MUG-BLUE".*"on_hand":20,"unit_cost":8.4,"value":168.*"in_transit_value":0/,
    /"rank":1,.*"units_sold":3,.*"margin":28.8/,
    /"reorder_point":24/,
    /"available":20,.*"reorder_point":24,.*"suggested_order_quantity":48/,
  ],
  [/"rows":3/, /"sku":"MUG-BLUE".*"points":\[\{"date".*"confidence":"low","recommendation":\{/],
  [/"job":"nightly".*"status":"finished".*"forecasts":2.*"failures":\[\]/, /"data":\[\],"meta":\{"page":1/],
  [
    /"answer":"20 of Blue mug are on hand at Main warehouse;.*"source":"\/api\/v1\/ai\/tools\/stock_levels/,
    /"product_name":"Blue mug".*"units_sold":3/,
    /"code":"not_understood"/,
    /^Refused, rather than guessed\.$/m,
  ],
  [/^id,sequence,type,/, /^led_000000000002,2,order_reserved,/m, /^led_\d+,4,adjustment,.*,damaged,Dropped,/m],
  [
    /"sku":"BREAD".*"lot_tracked":true,"shelf_life_days":3/,
    /"status":"in_progress".*"reserved_quantity":12,.*"lot_number":"FL-1"/,
    /"status":"completed".*"yield_percent":95.*"unit_cost":0.5053.*"sku":"BREAD","quantity":19/,
  ],
  [
    /"status":"fulfilled"/,
    /"status":"recalled","expired":false.*"quantity_on_hand":13,.*"orders":\[\],"production_batches":\[\]/,
    /"consumed_by":\[.*"sku":"BREAD","quantity":19.*"shipped_to":\[.*"customer":\{"name":"Ben Okafor".*"quantity":5/,
    /"sku":"BREAD".*"days_until_expiry":3/,
  ],
  [/"checked":3,.*"discrepancies":\[\]/],
  [/"type":"lot.recalled".*"next_cursor"/],
  [/^Listening at http:\/\/127\.0\.0\.1:\d+$/m],
  [/"on_hand_after":19/, /204 {2}inventory\.adjusted {2}evt_\w+ {2}verified/],
];

const state = newStateDirectory();
let server: Server;
beforeAll(async () => {
  server = await startServer({ state: state.path, empty: true });
});
afterAll(async () => {
  await server?.stop();
  state.remove();
});

test("every command of the tour works, pasted one after the other", () => {
  expect(blocks).toHaveLength(said.length);
  // One shell for all; with -e it ends at the first command that fails, with -u at the first name that nobody set.
  const script = blocks.map((commands, at) => `${commands}\necho "=== end of block ${at + 1}"\n`).join("");
  const output = execFileSync("sh", ["-eu"], {
    input: script,
    encoding: "utf8",
    env: { ...process.env, BASE: server.url, ADMIN_TOKEN, WEBHOOK_PORT: "0" },
  });
  const parts = output.split(/^=== end of block \d+\n/m);
  expect(parts).toHaveLength(blocks.length + 1);
  for (const [at, patterns] of said.entries()) {
    for (const pattern of patterns) expect(parts[at], blocks[at]).toMatch(pattern);
  }
});
