import { beforeAll, expect, test } from "vitest";
import { routes } from "../../../src/app";
import { createTestApp, findRoute } from "../../support/app";
import { fillCompany } from "../../support/company";
import { databaseOf } from "../../support/databases";
import { type Event, followEvents } from "../../support/events";
import { sendToEveryRoute } from "../../support/every_route";

/** Writes that may be silent: what repeats a delivery, or ignores one that arrives, questions, and what leads agents to other routes. */
const SILENT: readonly string[] = [
  "POST /api/v1/webhook_endpoints/:id/replay",
  "POST /api/v1/webhook_deliveries/:id/retry",
  "POST /api/v1/ai/query",
  "POST /mcp",
];

const silent = new Set<string>();
const sent = new Set<string>();
const written: Event[] = [];

beforeAll(async () => {
  const tenant = await createTestApp().mintTenant({ modules: ["manufacturing", "traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(await databaseOf(tenant.id), { variants: 90, orders: 20, entries: 90 * 3 });
  const nextEvents = followEvents(tenant);
  await nextEvents();
  await sendToEveryRoute(async (method, path, body) => {
    const answer = await tenant.request(method, `/api/v1/${path}`, method === "GET" ? {} : { body: body ?? {} });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    if (method !== "GET") {
      const route = `${method} ${findRoute(method, `/api/v1/${path.split("?")[0]}`)?.path}`;
      sent.add(route);
      const events = await nextEvents();
      if (events.length === 0) silent.add(route);
      written.push(...events);
    }
    return answer.body?.data;
  });
}, 120_000);

test("every write of an organization's own resources writes an event in its commit", () => {
  const writes = routes.filter(({ realm, method }) => realm === "organization" && method !== "get");
  const all = writes.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter((route) => !sent.has(route) && !SILENT.includes(route))).toEqual([]);
  expect([...silent].filter((route) => !SILENT.includes(route))).toEqual([]);
});

test("events follow each other without a gap, each by the API key that was used", () => {
  const [first] = written;
  expect(written.map(({ sequence }) => sequence)).toEqual(written.map((_, at) => (first?.sequence ?? 0) + at));
  expect(new Set(written.map(({ actor_type }) => actor_type))).toEqual(new Set(["api_key"]));
});
