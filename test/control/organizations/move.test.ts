import { env } from "cloudflare:test";
import { beforeEach, describe, expect, test } from "vitest";
import { parseEnv } from "../../../src/env";
import { ENGINES, type EngineName } from "../../../src/shared/organization";
import { engineProviders } from "../../../src/storage/engines/all";
import { DatabaseUnavailable, type Engine } from "../../../src/storage/port";
import { createTestApp, type TestApp } from "../../support/app";
import { openTradingDairy } from "../../support/dairy";
import { databaseOf, directory, ENGINE, resetDatabases, sql } from "../../support/databases";
import { dump } from "../../support/dump";

beforeEach(resetDatabases);

const organizations = "/admin/v1/organizations";
const { databases } = parseEnv(env as never);
const providers = engineProviders(databases);
/** The engines that this run can move between, from the one that its tenants have. */
const others = ENGINES.filter((engine) => engine !== ENGINE && providers[engine].is_available);
const [OTHER] = others as [EngineName];

const step = (app: TestApp, id: string, engine: EngineName = OTHER, headers = {}) =>
  app.admin("POST", `${organizations}/${id}/move`, { body: { engine }, headers });
const cancel = (app: TestApp, id: string) => app.admin("DELETE", `${organizations}/${id}/move`);

/** Takes steps until the move is in a phase, or over, and lets time pass in between. */
async function moveUntil(
  app: TestApp,
  id: string,
  phase: string | null,
  engine: EngineName = OTHER,
): Promise<string[]> {
  const phases: string[] = [];
  for (let steps = 0; steps < 50; steps++) {
    const answer = await step(app, id, engine);
    if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
    const reached = answer.body.data.database.move?.phase ?? null;
    if (reached !== null && phases.at(-1) !== reached) phases.push(reached);
    if (reached === phase) return phases;
    app.clock.advance(10_000);
  }
  throw new Error(`The move got to ${phases.join(", ")}`);
}

const triggersOf = async (id: string) =>
  sql(await databaseOf(id), "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name");

const addressOf = async (id: string) =>
  (await sql(directory, "SELECT database_address FROM organizations WHERE id = ?", id))[0]?.[0];

test.each(others)(
  "a database moved to %s and back is the same, and its organization goes on as before",
  async (engine) => {
    const app = createTestApp();
    const dairy = await openTradingDairy(app);
    const { id } = dairy.tenant;
    const before = await dump(await databaseOf(id));
    const home = await databaseOf(id);
    const triggers = await triggersOf(id);
    const phases = await moveUntil(app, id, null, engine);
    expect(phases).toEqual(["announced", "preparing", "copying", "switched", "clearing"]);
    expect((await app.admin("GET", `${organizations}/${id}`)).body.data.database).toMatchObject({ engine, move: null });
    expect(await dump(await databaseOf(id))).toEqual(before);
    expect(await triggersOf(id)).toEqual(triggers);
    if (ENGINE === "d1") {
      const left = await sql(home, "SELECT name FROM sqlite_schema WHERE name NOT GLOB '_cf_*'");
      expect(left).toEqual([["vacated"]]);
    }

    const repeated = await dairy.post("orders", dairy.sent, { "Idempotency-Key": "the order" });
    expect(repeated.headers.get("Idempotent-Replayed")).toBe("true");
    expect(repeated.text).toBe(dairy.order.text);
    const last = (await dairy.get("inventory_ledger?order=desc&per_page=1")).body.data[0].sequence;
    await dairy.stock("MUG", 1);
    expect((await dairy.get("inventory_ledger?order=desc&per_page=1")).body.data[0].sequence).toBe(last + 1);
    expect((await dairy.post(`orders/${dairy.order.body.data.id}/fulfill`)).status).toBe(200);
    expect(await dairy.discrepancies()).toEqual([]);
    await dairy.post("products", { name: "Kefir", sku: "KEFIR" });
    expect((await dairy.get("products?search=kef")).body.data).toHaveLength(1);

    const after = await dump(await databaseOf(id));
    await moveUntil(app, id, null, ENGINE);
    expect(await dump(await databaseOf(id))).toEqual(after);
    expect(await dairy.discrepancies()).toEqual([]);
  },
);

test("writes go on until every machine has heard of the move, are refused while it copies, and go on in the new database", async () => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const { id, api_key } = dairy.tenant;
  const other = createTestApp({ clock: () => app.clock.now });
  const read = (path: string) => other.request("GET", `/api/v1/${path}`, { key: api_key });
  const write = (key: string) =>
    other.request("POST", "/api/v1/locations", {
      key: api_key,
      body: { name: key },
      headers: { "Idempotency-Key": key },
    });
  await read("locations");
  await step(app, id);
  app.clock.advance(60_000);
  expect((await step(app, id)).body.data.database.move.phase).toBe("announced");
  expect((await write("early")).status).toBe(201);

  await moveUntil(app, id, "copying");
  const refused = await write("late");
  expect([refused.status, refused.body.errors[0].code, refused.headers.get("Retry-After")]).toEqual([
    503,
    "unavailable",
    "5",
  ]);
  expect((await read("locations?per_page=1")).status).toBe(200);
  const wrong = await other.request("POST", "/api/v1/orders/ord_none/reserve", {
    key: api_key,
    headers: { "Idempotency-Key": "wrong" },
  });
  expect(wrong.status).toBe(503);

  expect((await step(app, id)).body.data.database.move.phase).toBe("switched");
  expect((await step(app, id)).body.data.database.move.phase).toBe("switched");
  app.clock.advance(1_001);
  expect((await write("late")).status).toBe(503);
  await moveUntil(app, id, "clearing");
  expect((await write("late")).status).toBe(201);
  expect((await read("locations?per_page=1")).body.data[0].name).toBe("late");
  await moveUntil(app, id, null);
  expect((await read("locations?per_page=1")).body.data[0].name).toBe("late");
  expect((await step(app, id)).body.data.database).toMatchObject({ engine: OTHER, move: null });
});

describe("a cancelled move", () => {
  test.each(["announced", "preparing", "copying"])("that was %s leaves the organization as it was", async (phase) => {
    const app = createTestApp();
    const dairy = await openTradingDairy(app);
    const { id } = dairy.tenant;
    const [before, home] = [await dump(await databaseOf(id)), await addressOf(id)];
    await moveUntil(app, id, phase);
    expect((await cancel(app, id)).body.data.database.move.phase).toBe("cancelling");
    expect((await step(app, id)).status).toBe(409);
    expect((await cancel(app, id)).body.data.database.move).toBeNull();
    expect((await cancel(app, id)).body.data.database.move).toBeNull();
    expect(await dump(await databaseOf(id))).toEqual(before);
    expect(await addressOf(id)).toBe(home);
    expect((await dairy.post("locations", { name: "After" })).status).toBe(201);
    await moveUntil(app, id, null);
    expect((await dairy.get("locations?per_page=1")).body.data[0].name).toBe("After");
  });

  test("is refused once the organization has its new database", async () => {
    const app = createTestApp();
    const { id } = (await openTradingDairy(app)).tenant;
    await moveUntil(app, id, "switched");
    const refused = await cancel(app, id);
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, "invalid_status"]);
    await moveUntil(app, id, null);
    expect((await cancel(app, id)).status).toBe(200);
  });
});

test("a step that ends after its move was cancelled, and after another has begun, leaves the organization open or closed as it is", async () => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const { id } = dairy.tenant;
  await moveUntil(app, id, "preparing");
  let meanwhile: (() => Promise<unknown>) | null = null;
  const late = createTestApp({
    clock: () => app.clock.now,
    wrapEngine: (engine) => ({
      async execute(statements, mode) {
        if (meanwhile && statements.some((statement) => /CREATE TRIGGER.*"fence_/.test(statement.sql))) {
          const first = meanwhile;
          meanwhile = null;
          await first();
        }
        return engine.execute(statements, mode);
      },
    }),
  });
  meanwhile = async () => {
    await cancel(app, id);
    await cancel(app, id);
  };
  expect((await step(late, id)).body.data.database.move.phase).toBe("announced");
  expect((await dairy.post("locations", { name: "Open" })).status).toBe(201);

  await moveUntil(app, id, "preparing");
  meanwhile = async () => {
    await cancel(app, id);
    await cancel(app, id);
    await moveUntil(app, id, "copying");
  };
  await step(late, id);
  expect((await dairy.post("locations", { name: "Closed" })).status).toBe(503);
  await moveUntil(app, id, null);
  expect((await dairy.post("locations", { name: "Open again" })).status).toBe(201);
  expect(await dairy.discrepancies()).toEqual([]);
});

for (const when of ["before", "after"] as const) {
  test(`a move of which each execution is cut off ${when} it takes effect loses nothing`, async () => {
    const sound = createTestApp();
    const dairy = await openTradingDairy(sound);
    const { id } = dairy.tenant;
    const before = await dump(await databaseOf(id));
    let executions = 0;
    let break_at = 1;
    const wrapEngine = (engine: Engine): Engine => ({
      async execute(statements, mode) {
        executions += 1;
        const broken = executions === break_at;
        if (broken && when === "before") throw new DatabaseUnavailable("cut", false);
        const results = await engine.execute(statements, mode);
        if (broken) throw new DatabaseUnavailable("cut", false);
        return results;
      },
    });
    const fragile = createTestApp({ wrapEngine, clock: () => sound.clock.now });
    let cuts = 0;
    for (let over = false; !over; ) {
      executions = 0;
      const { status, body } = await step(fragile, id);
      sound.clock.advance(10_000);
      if (status === 503) {
        cuts += 1;
        break_at += 1;
        continue;
      }
      expect(status).toBe(200);
      over = body.data.database.move === null;
      break_at = 1;
    }
    expect(cuts).toBeGreaterThan(30);
    expect(await dump(await databaseOf(id))).toEqual(before);
    expect((await dairy.post("locations", { name: "After" })).status).toBe(201);
  }, 180_000);
}

test("two who move one organization at once move it once", async () => {
  const app = createTestApp();
  const dairy = await openTradingDairy(app);
  const { id } = dairy.tenant;
  const before = await dump(await databaseOf(id));
  const machines = [app, createTestApp({ clock: () => app.clock.now })];
  const answers = [];
  for (let steps = 0; steps < 20; steps++) {
    answers.push(...(await Promise.all(machines.map((machine) => step(machine, id)))));
    app.clock.advance(10_000);
  }
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  expect(answers.at(-1)?.body.data.database).toMatchObject({ engine: OTHER, move: null });
  expect(await dump(await databaseOf(id))).toEqual(before);
});

test("a database that a move has claimed is given to no other organization, nor to another move", async () => {
  const app = createTestApp();
  const moved = await app.mintTenant();
  await moveUntil(app, moved.id, "preparing");
  const [[to]] = (await sql(directory, "SELECT move ->> '$.to' FROM organizations WHERE id = ?", moved.id)) as [
    [string],
  ];
  const claims = [
    "database_address = ?",
    "move = json_object('to', ?)",
    "move = json_object('from', json_object('address', ?))",
  ];
  const stranger = await app.mintTenant();
  for (const claim of claims.slice(0, 2)) {
    const change = `UPDATE organizations SET ${claim}, version = version + 1 WHERE id = ?`;
    await expect(sql(directory, change, to, stranger.id), claim).rejects.toThrow("database_taken");
  }
  await moveUntil(app, moved.id, "switched");
  const [[from]] = (await sql(
    directory,
    "SELECT move ->> '$.from.address' FROM organizations WHERE id = ?",
    moved.id,
  )) as [[string]];
  for (const address of [from, to]) {
    for (const claim of claims) {
      if (address === from && claim === claims[2]) continue;
      const change = `UPDATE organizations SET ${claim}, version = version + 1 WHERE id = ?`;
      await expect(sql(directory, change, address, stranger.id), claim).rejects.toThrow(
        /database_taken|database_address/,
      );
    }
  }
});

test("what can't be moved is refused, and a move that is none changes nothing", async () => {
  const app = createTestApp({
    settings: ({ databases, ...rest }) => ({ ...rest, databases: { ...databases, libsql: null, turso: null } }),
  });
  const made = await createTestApp().mintTenant();
  const refusals = [
    await app.admin("POST", `${organizations}/${made.id}/move`, { body: { engine: "libsql" } }),
    await app.admin("POST", `${organizations}/${made.id}/move`, { body: { engine: "d1", location_hint: "weur" } }),
    await app.admin("POST", `${organizations}/${made.id}/move`, { body: { engine: "oracle" } }),
    await app.admin("POST", `${organizations}/org_none/move`, { body: { engine: "d1" } }),
  ];
  expect(refusals.map(({ status, body }) => [status, body.errors[0].code, body.errors[0].field])).toEqual([
    [422, "validation_failed", "engine"],
    [422, "validation_failed", "location_hint"],
    [422, "validation_failed", "engine"],
    [404, "not_found", undefined],
  ]);
  const same = await step(createTestApp(), made.id, ENGINE);
  expect(same.body.data).toMatchObject({ version: 4, database: { engine: ENGINE, move: null } });
});
