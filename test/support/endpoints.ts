import { Webhook } from "standardwebhooks";
import { expect, vi } from "vitest";
import { event_lanes, webhook_endpoints } from "../../drizzle/tenant";
import { openDatabase } from "../../src/data/database";
import { insertRows } from "../../src/data/rows";
import { toBase64 } from "../../src/shared/base64";
import type { EventType } from "../../src/shared/event_types";
import { newId } from "../../src/shared/ids";
import { newMeter } from "../../src/storage/port";
import { selectLastEvent } from "../../src/webhooks/lanes";
import type { TestApp } from "./app";
import { databaseOf, deployment, sql } from "./databases";
import type { Received } from "./receivers";

type Wanted = { url: string; event_types?: string[] | null; previous?: { secret: string; until: string } };

type Receiver = { received(): Promise<Received[]> };

export const newSecret = () => `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(24)))}`;

/** Gives an organization a webhook endpoint that takes the events from now on, behind the API's back. */
export async function openEndpoint(organization_id: string, wanted: Wanted) {
  const [endpoint] = await openEndpoints(organization_id, [wanted]);
  return endpoint as { id: string; secret: string };
}

/** As `openEndpoint`, for many of them. */
export async function openEndpoints(organization_id: string, all: readonly Wanted[]) {
  const { secrets } = deployment;
  if (!secrets) throw new Error("The tests have no SECRETS_KEY");
  const now = new Date();
  const times = { created_at: now.toISOString(), updated_at: now.toISOString() };
  const endpoints = all.map((wanted) => ({ ...wanted, id: newId("webhook_endpoint", now), secret: newSecret() }));
  const rows = await Promise.all(
    endpoints.map(async ({ id, url, event_types = null, secret, previous }) => {
      const owner = { organization_id, row_id: id };
      return {
        ...{ id, url, event_types, status: "active" as const, ...times, secret: await secrets.seal(secret, owner) },
        previous_secret: previous ? await secrets.seal(previous.secret, owner) : null,
        previous_secret_until: previous?.until ?? null,
      };
    }),
  );
  const database = openDatabase(await databaseOf(organization_id), newMeter());
  const { last } = await database.read({ last: selectLastEvent() });
  const done_through = last[0]?.sequence ?? 0;
  const feeds = rows.map(({ id, event_types }) => ({
    ...{ id, target_id: id, consumer: "webhook_endpoint" as const, kind: "feed" as const },
    ...{ is_active: true, event_types, done_through },
  }));
  await database.commit([insertRows(webhook_endpoints, rows), insertRows(event_lanes, feeds)]);
  return endpoints.map(({ id, secret }) => ({ id, secret }));
}

/** Writes events to an organization's outbox, and wakes nobody. */
export async function writeEvents(organization_id: string, ...types: readonly EventType[]): Promise<void> {
  const rows = JSON.stringify(types.map((type, at) => [type, JSON.stringify({ note: { at } })]));
  await sql(
    await databaseOf(organization_id),
    `INSERT INTO events (type, data, created_at)
      SELECT value ->> 0, value ->> 1, '2026-11-23T08:30:00.000Z' FROM json_each(?)`,
    rows,
  );
}

/** Runs the deliveries of an organization, and returns the report. */
export async function deliverNow({ admin }: Pick<TestApp, "admin">, { id }: { id: string }) {
  const ran = await admin("POST", `/admin/v1/organizations/${id}/jobs/deliveries`);
  if (ran.status !== 200) throw new Error(`No deliveries: ${ran.status} ${ran.text}`);
  return ran.body.data;
}

/** The ids of the events that a receiver has got, in their order. */
export async function idsAt(receiver: Receiver): Promise<string[]> {
  return (await receiver.received()).map(({ headers }) => String(headers["webhook-id"]));
}

/** Expects that a receiver gets the events with these sequences, in this order, and nothing else. */
export async function expectAt(receiver: Receiver, sequences: readonly number[]): Promise<void> {
  const numbers = async () => (await idsAt(receiver)).map((id) => Number(id.split("_")[1]));
  await vi.waitFor(async () => expect(await numbers()).toEqual(sequences), { timeout: 10_000 });
}

/** The content of a message, whose signature an independent implementation has verified at the time of the message. */
export function verified({ body, headers }: Received, secret: string): unknown {
  vi.useFakeTimers({ toFake: ["Date"], now: Number(headers["webhook-timestamp"]) * 1000 });
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}

/** What is recorded of the deliveries to an endpoint, by event. */
export async function deliveriesOf(organization_id: string, endpoint_id: string) {
  const columns = [
    "event_sequence",
    "attempt",
    "status",
    "response_status",
    "response_body",
    "error",
    "next_attempt_at",
  ];
  const rows = await sql(
    await databaseOf(organization_id),
    `SELECT ${columns.join()} FROM webhook_deliveries WHERE webhook_endpoint_id = ? ORDER BY event_sequence`,
    endpoint_id,
  );
  return rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at]])));
}
