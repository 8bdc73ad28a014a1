import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { createClient } from "../src/client/index.ts";
import { chromiumPath } from "./lib/chromium.ts";
import { root } from "./lib/settings.ts";

// Takes the pictures of the README from the console of a running server with the demo: docs/console.png and docs/console-dark.png.
const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:8787" },
    key: { type: "string" },
  },
});
const { url, key } = values;
if (!key) throw new Error("Pass the API key that npm start prints: npm run screenshots -- --key sb_live_…");

const {
  data: [seller],
} = await createClient({ url, key }).reportFastMovers({ limit: 1 });
if (!seller) throw new Error("Nothing was sold in the last 30 days, so there is nothing to show.");
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
for (const [colorScheme, name] of [
  ["light", "console.png"],
  ["dark", "console-dark.png"],
] as const) {
  const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
  await page.goto(`${url}/console#key=${key}`, { waitUntil: "networkidle" });
  await page.evaluate(`location.hash = "#/variants/${seller.variant_id}"`);
  await page.waitForLoadState("networkidle");
  await page.getByText("Reorder point").first().waitFor();
  await page.screenshot({ path: join(root, "docs", name) });
  await page.close();
}
await browser.close();
