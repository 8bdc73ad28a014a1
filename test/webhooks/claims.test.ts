import { expect, test, vi } from "vitest";
import { createTestApp } from "../support/app";
import { databaseOf, sql } from "../support/databases";
import { deliverNow, idsAt, openEndpoint, openEndpoints, writeEvents } from "../support/endpoints";
import { openReceiver } from "../support/receivers";
import { THOROUGH } from "../support/thorough";

const app = createTestApp();

/** Runs deliveries until nothing is left, and waits for what the alarm of an object has taken over. */
async function deliverAll(tenant: { id: string }, receiver: Receiver, expected: number): Promise<void> {
  while ((await deliverNow(app, tenant)).status !== "finished");
  await vi.waitFor(async () => expect(await receiver.received()).toHaveLength(expected), { timeout: 60_000 });
}

type Receiver = Awaited<ReturnType<typeof openReceiver>>;

/** More than an invocation sends; in the thorough run, a month of it. */
const BACKLOG = THOROUGH ? 3000 : 300;

test("when an endpoint comes back it gets a month of events in their order, each once, and others stay up to date", async () => {
  const tenant = await app.mintTenant();
  const [away, here] = [await openReceiver(), await openReceiver()];
  const { id } = await openEndpoint(tenant.id, away);
  const database = await databaseOf(tenant.id);
  await sql(database, "UPDATE event_lanes SET is_active = 0 WHERE id = ?", id);
  await writeEvents(tenant.id, ...Array.from({ length: BACKLOG }, () => "order.created" as const));
  await openEndpoint(tenant.id, here);
  await sql(database, "UPDATE event_lanes SET is_active = 1, is_behind = 1 WHERE id = ?", id);
  const [first] = await Promise.all([deliverNow(app, tenant), writeEvents(tenant.id, "order.cancelled")]);
  expect(first).toMatchObject({ status: "unfinished", did: { failed: 0 } });
  await deliverAll(tenant, away, BACKLOG + 1);
  const ids = await idsAt(away);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(BACKLOG + 1);
  expect((await away.received()).every(({ at_once }) => at_once === 1)).toBe(true);
  expect(await idsAt(here)).toEqual(ids.slice(-1));
}, 600_000);

const ENDPOINTS = THOROUGH ? 1000 : 200;
const WELL = (ENDPOINTS / 20) * 19;

test(`of ${ENDPOINTS} endpoints each gets its events in their order, and those that fail delay no other`, async () => {
  const tenant = await app.mintTenant();
  const [well, failing] = [await openReceiver(), await openReceiver({ status: 500 })];
  const urls = Array.from({ length: ENDPOINTS }, (_, at) => `${(at % 20 === 0 ? failing : well).url}/${at}`);
  await openEndpoints(
    tenant.id,
    urls.map((url) => ({ url, event_types: ["order.*"] })),
  );
  await writeEvents(tenant.id, "order.created", "product.created");
  await deliverAll(tenant, well, WELL);
  await deliverAll(tenant, failing, ENDPOINTS - WELL);
  await writeEvents(tenant.id, "order.cancelled");
  await deliverAll(tenant, well, 2 * WELL);
  const by_path = Map.groupBy(await well.received(), ({ path }) => path);
  expect(by_path.size).toBe(WELL);
  for (const received of by_path.values()) {
    expect(received.map(({ headers }) => Number(headers["webhook-id"]?.split("_")[1]))).toEqual([1, 3]);
  }
  expect(await failing.received()).toHaveLength(ENDPOINTS - WELL);
}, 600_000);
