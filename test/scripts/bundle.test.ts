import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

type Bundling = typeof import("../../scripts/lib/bundle.ts");

const root = join(import.meta.dirname, "../..");
const folders = ["src", "docs", "drizzle", "migrations", "scripts"];
const copied = [...folders, "wrangler.toml", "package.json", "package-lock.json"];

/** A checkout of its own, whose files a test may change. */
let checkout = "";
let upToDateBundle: Bundling["upToDateBundle"];

beforeAll(async () => {
  checkout = mkdtempSync(join(tmpdir(), "stockbook-checkout-"));
  for (const path of copied) cpSync(join(root, path), join(checkout, path), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(checkout, "node_modules"));
  const module: Bundling = await import(pathToFileURL(join(checkout, "scripts/lib/bundle.ts")).href);
  upToDateBundle = module.upToDateBundle;
});
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

/** Asks for the bundle, and answers its code and whether it was built for that. */
async function ask() {
  let was_built = false;
  const { modules } = await upToDateBundle("src/worker.ts", join(checkout, "state/bundle/worker"), () => {
    was_built = true;
  });
  return { was_built, code: modules["worker.js"]?.contents ?? "" };
}

const path = (name: string) => join(checkout, name);

test("a bundle is made once, and again after any change of what it is made from", async () => {
  const first = await ask();
  expect(first.was_built).toBe(true);
  expect(await ask()).toEqual({ was_built: false, code: first.code });

  appendFileSync(path("src/shared/clock.ts"), 'console.log("a changed source");\n');
  const changed = await ask();
  expect(changed).toMatchObject({ was_built: true, code: expect.stringContaining("a changed source") });
  expect(await ask()).toEqual({ was_built: false, code: changed.code });

  writeFileSync(path("src/shared/added.ts"), "");
  expect((await ask()).was_built).toBe(true);
  rmSync(path("src/shared/added.ts"));
  expect((await ask()).was_built).toBe(true);
  writeFileSync(path("wrangler.toml"), readFileSync(path("wrangler.toml"), "utf8").replace("minify = true", ""));
  expect((await ask()).code.length).toBeGreaterThan(changed.code.length);
  expect((await ask()).was_built).toBe(false);
});

test("a bundle that is not as it was made is made again", async () => {
  const { code } = await ask();
  appendFileSync(path("state/bundle/worker/worker.js"), "damaged");
  expect(await ask()).toEqual({ was_built: true, code });
  rmSync(path("state/bundle/worker/worker.js.map"));
  expect(await ask()).toEqual({ was_built: true, code });
});
