import { sql as raw } from "drizzle-orm";
import { expect, test } from "vitest";
import type { TenantContext } from "../../src/commands/context";
import type { IdempotencyKey } from "../../src/commands/idempotency";
import { type Rendering, run, runOnce, tenantContext } from "../../src/commands/run";
import { openDatabase } from "../../src/data/database";
import { createAdjustment } from "../../src/resources/inventory_adjustments/create";
import { refuse } from "../../src/shared/errors";
import type { Organization } from "../../src/shared/organization";
import { ConstraintViolation, newMeter } from "../../src/storage/port";
import { databaseOf, deployment, sql } from "../support/databases";
import { openShop } from "../support/shop";

const shop = await openShop();
const engine = await databaseOf(shop.tenant.id);
const organization = (await shop.get("organization")).body.data as Organization;
const clock = () => shop.app.clock.now;
const database = openDatabase(engine, newMeter());
const tenant = { organization, database, clock, deployment, actor: { type: "job", id: "night_shift" } as const };

const rendering: Rendering = {
  status: 201,
  data: (data) => JSON.stringify({ data }),
  refusal: ({ code }) => JSON.stringify({ code }),
};
const keyed = (key: string, fingerprint = "same"): IdempotencyKey => ({
  owner: "test",
  key,
  fingerprint,
  now: clock(),
});

/** Runs a command of the shop's organization; counts how often it is decided. */
function command(idempotency: IdempotencyKey | null, handle: (attempt: number) => Promise<unknown>) {
  let attempts = 0;
  const outcome = run({ database, owner: organization.id, clock, rendering, idempotency }, tenantContext(tenant), {
    async handle(ctx) {
      attempts += 1;
      return ctx.commit([], await handle(attempts));
    },
  });
  return { outcome, attempts: () => attempts };
}

test("a command runs without HTTP, and its ledger entries name the job that ran it", async () => {
  const line = { sku: "MUG", location_id: shop.warehouse, quantity: 4, reason: "found" } as const;
  await runOnce(tenant, (ctx) =>
    createAdjustment(ctx, { ...line, note: null, unit_cost: null, external_reference: null }),
  );
  expect(await shop.level("MUG")).toMatchObject({ on_hand: 4 });
  const [entry] = (await shop.get("inventory_ledger?sku=MUG")).body.data;
  expect(entry).toMatchObject({ actor_type: "job", actor_id: "night_shift", api_key_id: null });
});

test("a commit that lost a race is decided again until it succeeds", async () => {
  const raced = command(null, async (attempt) => {
    if (attempt < 4) throw new ConstraintViolation("stale_version");
    return attempt;
  });
  expect(await raced.outcome).toEqual({ result: 4 });
});

test("who loses every race is refused with conflict after forty attempts, and may try again under the same key", async () => {
  const lost = command(keyed("unlucky"), () => Promise.reject(new ConstraintViolation("stale_version")));
  await expect(lost.outcome).rejects.toMatchObject({ code: "conflict", headers: { "Retry-After": "1" } });
  expect(lost.attempts()).toBe(40);
  expect(await command(keyed("unlucky"), async () => "done").outcome).toEqual({ result: "done" });
});

test("a name that is taken is tried once more, in case it was generated, and is then refused for good", async () => {
  const taken = command(keyed("taken"), () => Promise.reject(new ConstraintViolation("locations.code")));
  await expect(taken.outcome).rejects.toMatchObject({ code: "already_exists" });
  expect(taken.attempts()).toBe(2);
  const again = await command(keyed("taken"), async () => "done").outcome;
  expect(again).toEqual({ replayed: { status: 409, body: '{"code":"already_exists"}' } });
});

test("a dry run commits nothing, whatever its command asks for", async () => {
  const dry = (handle: (ctx: TenantContext) => Promise<unknown>) =>
    run({ database, owner: organization.id, clock, rendering, dry_run: true }, tenantContext(tenant), { handle });
  await expect(dry((ctx) => ctx.commitAndRead([], "adj_1", {}))).rejects.toThrow("A dry run commits nothing");
  await expect(dry((ctx) => ctx.commitBefore([]))).rejects.toThrow("A dry run commits nothing");
});

test("a read of which no part is needed asks the database nothing", async () => {
  const meter = newMeter();
  expect(await openDatabase(engine, meter).read({ nothing: null })).toEqual({ nothing: [] });
  expect(meter.round_trips).toBe(0);
});

test("a bound that the database holds is refused at the first attempt", async () => {
  const beyond = command(null, () => Promise.reject(new ConstraintViolation("quantity_out_of_range")));
  await expect(beyond.outcome).rejects.toMatchObject({ code: "validation_failed" });
  expect(beyond.attempts()).toBe(1);
  const line = { sku: "MUG", location_id: shop.warehouse, quantity: 1_000_000_000, reason: "found" };
  const refused = await shop.post("inventory_adjustments", line);
  expect(refused.body.errors[0]).toMatchObject({ code: "validation_failed", field: "quantity" });
});

test("a command that is cut off between its commits is decided again under the same key, and then recorded", async () => {
  const marked = () => sql(engine, "SELECT value FROM counters WHERE name = 'cut off'");
  const steps = (is_cut_off: boolean) =>
    run(
      { database, owner: organization.id, clock, rendering, idempotency: keyed("in two steps") },
      tenantContext(tenant),
      {
        async handle(ctx) {
          await ctx.commitBefore([
            raw`INSERT INTO counters (name, value) VALUES ('cut off', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1`,
          ]);
          if (is_cut_off) throw new Error("The machine is gone");
          return ctx.commit([], { done: true });
        },
      },
    );
  await expect(steps(true)).rejects.toThrow("The machine is gone");
  expect(await marked()).toEqual([[1]]);
  expect(await steps(false)).toEqual({ result: { done: true } });
  expect(await steps(false)).toMatchObject({ replayed: { status: 201 } });
});

test("a repeated command is not decided again: it gets the first response to the letter", async () => {
  const first = command(keyed("once"), async () => ({ number: 7 }));
  expect(await first.outcome).toEqual({ result: { number: 7 } });
  const again = command(keyed("once"), async () => ({ number: 8 }));
  expect(await again.outcome).toEqual({ replayed: { status: 201, body: '{"data":{"number":7}}' } });
});

test("a lasting refusal stays refused under its key, a passing one does not", async () => {
  const missing = () => Promise.reject(refuse("not_found", "No order has this id."));
  await expect(command(keyed("missing"), missing).outcome).rejects.toMatchObject({ code: "not_found" });
  const body = '{"code":"not_found"}';
  expect(await command(keyed("missing"), async () => "found").outcome).toEqual({ replayed: { status: 404, body } });

  const busy = () => Promise.reject(refuse("unavailable", "Try again."));
  await expect(command(keyed("busy"), busy).outcome).rejects.toMatchObject({ code: "unavailable" });
  expect(await command(keyed("busy"), async () => "found").outcome).toEqual({ result: "found" });
});

test("a key belongs to one command: another one with it is refused, and changes nothing", async () => {
  await command(keyed("mine", "one"), async () => 1).outcome;
  await expect(command(keyed("mine", "other"), async () => 2).outcome).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });
  const rows = await sql(engine, "SELECT fingerprint FROM idempotency_keys WHERE owner = 'test' AND key = 'mine'");
  expect(rows).toEqual([["one"]]);
});

test("of ten at once with one key one is decided, and all get its response", async () => {
  const runs = Array.from({ length: 10 }, (_, at) => command(keyed("ten"), async () => at).outcome);
  const outcomes = await Promise.all(runs);
  const fresh = outcomes.flatMap((outcome) => ("result" in outcome ? [outcome.result] : []));
  expect(fresh).toHaveLength(1);
  const body = JSON.stringify({ data: fresh[0] });
  expect(outcomes.filter((outcome) => "replayed" in outcome)).toEqual(
    Array(9).fill({ replayed: { status: 201, body } }),
  );
});

test("a response too long for one row is recorded in several, repeated to the letter, and forgotten after a day", async () => {
  const noise = () => crypto.getRandomValues(new Uint32Array(16_384)).join("");
  const long = Array.from({ length: 40 }, noise).join("");
  const rows = () => sql(engine, "SELECT portion FROM idempotency_keys WHERE owner = 'test' AND key LIKE 'long%'");
  const first = await command(keyed("long"), async () => long).outcome;
  expect(first).toEqual({ result: long });
  expect((await rows()).length).toBeGreaterThan(2);
  const second = await command(keyed("long"), async () => "another").outcome;
  expect(second).toEqual({ replayed: { status: 201, body: JSON.stringify({ data: long }) } });
  await expect(command(keyed("long", "other"), async () => "another").outcome).rejects.toMatchObject({
    code: "idempotency_key_reused",
  });

  shop.app.clock.advance(24 * 60 * 60 * 1000);
  expect(await command(keyed("long"), async () => "another").outcome).toEqual({ result: "another" });
  expect(await rows()).toHaveLength(1);
});
