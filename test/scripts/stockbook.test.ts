import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCommand } from "./command.ts";
import { ADMIN_TOKEN, newStateDirectory, type Server, startServer } from "./server.ts";

const state = newStateDirectory();
const directory = state.path;
let server: Server;

beforeAll(async () => {
  server = await startServer({ state: join(directory, "state"), empty: true });
});
afterAll(async () => {
  await server.stop();
  state.remove();
});

/** Runs a command to its end. */
async function stockbook(args: string[], env: Record<string, string> = {}) {
  const { said, ended } = startCommand(server.url, args, env);
  return { code: await ended, ...said };
}

/** What a command prints with `--json`. */
// biome-ignore lint/suspicious/noExplicitAny: its shape is what the tests look into
async function json(...args: string[]): Promise<any> {
  const { code, out, err } = await stockbook(["--json", ...args]);
  expect(err).not.toMatch(/Error|refused/);
  expect(code).toBe(0);
  return JSON.parse(out);
}

/** The keys of an organization that still work. */
async function livingKeys(slug: string): Promise<string[]> {
  const keys: { name: string; revoked_at: string | null }[] = await json("keys", "list", slug);
  return keys.filter(({ revoked_at }) => revoked_at === null).map(({ name }) => name);
}

const file = (name: string, text: string) => {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
};

test("an organization is created with a key that is printed alone, found, suspended and activated", async () => {
  const { code, out } = await stockbook(["organizations", "create", "--name", "Acme", "--slug", "acme"]);
  expect(code).toBe(0);
  expect(out).toMatch(/^sb_live_\w+\n$/);
  expect((await json("organizations", "list")).map(({ slug }: { slug: string }) => slug)).toEqual(["acme"]);
  expect((await json("organizations", "suspend", "acme")).status).toBe("suspended");
  expect((await json("organizations", "activate", "acme")).status).toBe("active");
  expect((await json("organizations", "show", "acme")).name).toBe("Acme");
});

test("the exit code says what kind of failure it was", async () => {
  const outcomes = await Promise.all([
    stockbook(["--help"]),
    stockbook(["organizations", "create", "--name", "Acme"]),
    stockbook(["organizations", "show", "acne"]),
    stockbook(["nonsense"]),
    stockbook(["organizations", "create", "--name", "Acme", "--slug", "acme"]),
    stockbook(["organizations", "list"], { ADMIN_TOKEN: "another-token-of-twenty-characters" }),
    stockbook(["verify", "--url", "http://127.0.0.1:1"]),
    stockbook(["verify", "--url", "nowhere"]),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([0, 2, 2, 2, 1, 1, 3, 2]);
  expect(outcomes[1]?.err).toContain("Pass --slug.");
  expect(outcomes[2]?.err).toContain("Similar: acme");
  expect(outcomes[6]?.err).toBe(
    "The connection to http://127.0.0.1:1 failed.\nCheck --url, and that the server runs.\n",
  );
});

test("a key is created, listed and revoked", async () => {
  const { id, key } = await json("keys", "create", "acme", "--name", "Till", "--scope", "read");
  expect(key).toMatch(/^sb_live_/);
  expect(await livingKeys("acme")).toContain("Till");
  await json("keys", "revoke", "acme", id);
  expect(await livingKeys("acme")).not.toContain("Till");
});

test("a file is checked, refused by line, and imported; afterwards the law holds and no key is left", async () => {
  await stockbook(["organizations", "create", "--name", "Shop", "--slug", "shop"]);
  const { key } = await json("keys", "create", "shop", "--name", "Till");
  await fetch(`${server.url}/api/v1/locations`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
    body: JSON.stringify({ name: "Main", code: "MAIN" }),
  });
  const good = file("good.csv", "name,sku,price,quantity,unit_cost\nMug,MUG,12.5,24,4\nJug,JUG,20,6,9\n");
  const bad = file("bad.csv", "name,sku,price\nBowl,BOWL,x\n");
  const refused = await stockbook(["import", "shop", bad]);
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("Line 2: ");
  const at_main = ["import", "shop", good, "--location", "MAIN"];
  expect((await json(...at_main, "--dry-run")).variants.created).toBe(2);
  expect((await json(...at_main)).opening_stock).toMatchObject({ quantity: 30, value: 150 });
  expect((await stockbook(at_main)).code).toBe(1);
  expect(await json("verify", "shop")).toMatchObject([{ slug: "shop", checked: 2, verdict: "ok" }]);
  expect(await livingKeys("shop")).not.toContain("Command line");
});

test("all organizations are verified and migrated; one that is suspended is reported, and the others are done", async () => {
  await json("organizations", "suspend", "acme");
  const { code, out } = await stockbook(["--json", "verify"]);
  expect(code).toBe(1);
  const verdicts = Object.fromEntries(
    JSON.parse(out).map((one: { slug: string; verdict: string }) => [one.slug, one.verdict]),
  );
  expect(verdicts.shop).toBe("ok");
  expect(verdicts.acme).toMatch(/^not checked: .*suspended/);
  const migrated: { error: string | null }[] = await json("migrate");
  expect(migrated.map(({ error }) => error)).toEqual([null, null]);
  await json("organizations", "activate", "acme");
});

test("a backup is whole and its owner's only, and a suspension for it ends with it", async () => {
  const output = join(directory, "shop.sql");
  await json("backup", "shop", "--output", output, "--suspend");
  expect(readFileSync(output, "utf8")).toMatch(/^-- Stockbook, organization shop[\s\S]*-- Complete\.\n$/);
  expect(statSync(output).mode & 0o777).toBe(0o600);
  expect(existsSync(`${output}.part`)).toBe(false);
  expect((await json("organizations", "show", "shop")).status).toBe("active");
});

test("a backup becomes an organization of its own, on another engine too, whose stock is proved", async () => {
  const backup = join(directory, "shop.sql");
  for (const [slug, ...engine] of [["shop-2"], ["shop-3", "--engine", "durable_object"]] as [string, ...string[]][]) {
    const restored = await json("restore", backup, "--slug", slug, "--name", "Shop again", ...engine);
    expect(restored).toMatchObject({ slug, name: "Shop again", status: "active" });
    if (engine.length > 0) expect(restored.database.engine).toBe("durable_object");
    const headers = { Authorization: `Bearer ${restored.api_key.key}` };
    const found = await fetch(`${server.url}/api/v1/variants?sku=MUG`, { headers });
    expect(((await found.json()) as { data: object[] }).data).toHaveLength(1);
    expect(await livingKeys(slug)).toEqual(["Admin"]);
    // What it saves in turn has the same ledger.
    const again = join(directory, `${slug}.sql`);
    await json("backup", slug, "--output", again);
    const rowsOf = (path: string) => /INSERT INTO "stock_ledger"[\s\S]*?;\n/.exec(readFileSync(path, "utf8"))?.[0];
    expect(rowsOf(backup)).toBeDefined();
    expect(rowsOf(again)).toBe(rowsOf(backup));
  }
  const taken = await stockbook(["restore", backup, "--slug", "shop-2"]);
  expect(taken).toMatchObject({ code: 1, out: "" });
  expect(taken.err).toContain("Another organization has this slug");
});

test("a file that is truncated, incomplete, damaged or no backup makes no organization", async () => {
  const whole = readFileSync(join(directory, "shop.sql"), "utf8");
  const incomplete = whole.replace(
    "COMMIT;\n-- Complete.\n",
    "ROLLBACK;\nINSERT INTO this_export_is_incomplete VALUES (1);\n",
  );
  const refusals = {
    truncated: [whole.slice(0, whole.length / 2), "truncated"],
    uncommitted: [whole.replace("COMMIT;\n-- Complete.\n", ""), "truncated"],
    incomplete: [incomplete, "--suspend"],
    damaged: [whole.replace("CREATE TABLE `variants`", "CREATE TABLE `variant`"), "damaged"],
    shopping: ["name,sku\nMug,MUG\n", "truncated"],
    empty: ["", "not a backup"],
  };
  for (const [name, [text, reason]] of Object.entries(refusals)) {
    const { code, err } = await stockbook(["restore", file(`${name}.sql`, String(text)), "--slug", "never"]);
    expect([name, code]).toEqual([name, 1]);
    expect(err).toContain(reason);
  }
  expect((await stockbook(["organizations", "show", "never"])).code).toBe(2);
  expect((await stockbook(["restore", join(directory, "none.sql"), "--slug", "never"])).err).toContain("no file");
});

test("a file with a table that its schema does not have is refused, and nothing of it is lost unnoticed", async () => {
  const whole = readFileSync(join(directory, "shop.sql"), "utf8");
  const more = whole.replace("CREATE TABLE", "CREATE TABLE more (id TEXT PRIMARY KEY);\nCREATE TABLE");
  const { code, err } = await stockbook(["restore", file("more.sql", more), "--slug", "more"]);
  expect(code).toBe(1);
  expect(err).toContain("The file was changed: more");
  expect(err).toContain("organizations discard more");
  expect(err).not.toContain("repeat the command");
  await json("organizations", "discard", "more");
});

test("a restore that was begun is discarded", async () => {
  const body = { name: "Half", slug: "half", backup: "a".repeat(64), schema_version: 22 };
  const begun = await fetch(`${server.url}/admin/v1/organizations/restore`, {
    method: "POST",
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(begun.status).toBe(201);
  const backup = join(directory, "shop.sql");
  expect((await stockbook(["restore", backup, "--slug", "half"])).err).toContain(
    "Complete that restore, or discard it.",
  );
  await json("organizations", "discard", "half");
  expect((await stockbook(["restore", backup, "--slug", "half"])).err).toContain("Its stock is proved: 2 levels");
  expect((await stockbook(["organizations", "discard", "half"])).code).toBe(1);
});

test("jobs are run and shown", async () => {
  await json("jobs", "run", "shop", "hourly");
  const jobs: { job: string; last_run: object | null }[] = await json("jobs", "list", "shop");
  expect(jobs.find(({ job }) => job === "hourly")?.last_run).not.toBeNull();
});

test("events are followed as they happen, until Ctrl-C, which leaves no key behind", async () => {
  const { child, said, ended } = startCommand(server.url, ["--json", "events", "shop"]);
  await expect.poll(() => said.err, { timeout: 30_000 }).toContain("Following");
  await json("import", "shop", file("more.csv", "name,sku\nCup,CUP\n"));
  await expect.poll(() => said.out, { timeout: 30_000 }).toContain("product.created");
  expect(
    said.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).type),
  ).toEqual(["product.created"]);
  child.kill("SIGINT");
  expect(await ended).toBe(130);
  expect(await livingKeys("shop")).not.toContain("Command line");
});
