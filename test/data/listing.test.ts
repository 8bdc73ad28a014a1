import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/app";
import type { Route } from "../../src/http/route";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { fillCompany } from "../support/company";
import { sendToEveryRoute } from "../support/every_route";
import { codesOf, openShop } from "../support/shop";

type Row = Record<string, string> & { id: string };

const lists = (routes as Route[]).filter(({ answers }) => answers === "collection");
const listsWith = (parameter: string) => lists.filter(({ query }) => parameter in query.shape);

/** What a list shows of the time that `updated_since` looks at. */
const CHANGED_AT: Record<string, string> = {
  "/api/v1/inventory_ledger": "occurred_at",
  "/api/v1/waste_records": "recorded_at",
  "/api/v1/inventory_adjustments": "created_at",
  "/api/v1/events": "created_at",
};

let engine: Engine;
const app = createTestApp({
  wrapEngine: (opened) => {
    engine = opened;
    return opened;
  },
});
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;
let product_id: string;
let endpoint_id: string;

const pathOf = ({ path }: Route) =>
  path
    .replace("webhook_endpoints/:id", `webhook_endpoints/${endpoint_id}`)
    .replace(":product_id", product_id)
    .replace("organizations/:id", `organizations/${tenant.id}`)
    .replace("integrations/:id", "integrations/int_1");
const get = (route: Route, query: string) => {
  const path = `${pathOf(route)}?per_page=100&${query}`;
  return route.realm === "operator" ? app.admin("GET", path) : tenant.request("GET", path);
};
/** The rows of an organization's list. */
const listed = async (path: string, { request } = tenant): Promise<Row[]> => {
  const answer = await request("GET", `/api/v1/${path}`);
  expect(answer.status, `${path}: ${answer.text}`).toBe(200);
  return answer.body.data;
};
const rowsOf = async (route: Route, query: string): Promise<Row[]> => {
  const answer = await get(route, query);
  expect(answer.status, `${route.path}?${query}: ${answer.text}`).toBe(200);
  expect(answer.body.meta.total).toBe(answer.body.data.length);
  return answer.body.data;
};
/** All rows of a list, of which there are no more than a page holds, or the first of them. */
const firstOf = async (route: Route): Promise<Row[]> => (await get(route, "")).body.data;

beforeAll(async () => {
  tenant = await app.mintTenant({ modules: ["manufacturing", "traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  await fillCompany(engine, { variants: 90, orders: 70, entries: 90 * 12 });
  await sendToEveryRoute(async (method, path, body) => {
    if (method !== "GET") app.clock.advance(1000);
    const answer = await tenant.request(method, `/api/v1/${path}`, method === "GET" ? {} : { body: body ?? {} });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.body?.data;
  });
  for (const sku of ["SKU-1", "SKU-2", "SKU-3", "SKU-4"]) {
    app.clock.advance(1000);
    await tenant.request("POST", "/api/v1/inventory_policies", { body: { sku, location_id: "loc_1" } });
  }
  const product = await tenant.request("POST", "/api/v1/products", {
    body: { name: "Vase", variants: ["S", "M", "L"].map((size) => ({ sku: `VASE-${size}`, options: { size } })) },
  });
  product_id = product.body.data.id;
  [{ id: endpoint_id }] = (await tenant.request("GET", "/api/v1/webhook_endpoints")).body.data;
}, 120_000);

test("every list takes ids, updated_since, and several statuses where it is filtered by status", () => {
  // Rows of reports, days of demand and forecasts are computed: they have neither an id nor a time of their own.
  const resources = lists.filter(({ path }) => !/\/(reports\/|demand_history|ai\/forecasts)/.test(path));
  const lacking = (parameter: string) =>
    resources.filter(({ query }) => !(parameter in query.shape)).map(({ path }) => path);
  // A level has no id; an API key no time of its last change.
  expect(lacking("ids")).toEqual(["/api/v1/inventory_levels"]);
  expect(lacking("updated_since").toSorted()).toEqual(["/admin/v1/organizations/:id/api_keys", "/api/v1/api_keys"]);
  for (const { query, path } of listsWith("status")) {
    expect(query.shape.status?.safeParse("active,pending,,").success, path).toBe(false);
  }
});

describe("ids", () => {
  test("leave those that were asked for, in the order of the list, each once", async () => {
    for (const route of listsWith("ids")) {
      const all = await firstOf(route);
      expect(all.length, route.path).toBeGreaterThan(0);
      const some = all.filter((_, at) => at % 3 === 0).slice(0, 20);
      const ids = [...some.map(({ id }) => id).toReversed(), "unknown", some[0]?.id, " "].join(",");
      expect(await rowsOf(route, `ids=${ids}`)).toEqual(some);
      expect(await rowsOf(route, "ids=unknown")).toEqual([]);
    }
  });

  test("are up to 100 and not none; another organization's are absent", async () => {
    const other = await openShop(createTestApp(), { modules: ["manufacturing", "traceability"] });
    for (const route of listsWith("ids")) {
      const hundred = Array.from({ length: 100 }, (_, at) => `id_${at}`);
      expect(await rowsOf(route, `ids=${hundred}`)).toEqual([]);
      expect(codesOf(await get(route, `ids=${hundred},one_more`))).toEqual(["validation_failed ids"]);
      for (const ids of ["", ",%20,", "x".repeat(101)]) {
        expect(codesOf(await get(route, `ids=${ids}`))).toEqual(["validation_failed ids"]);
      }
      if (route.realm === "operator" || route.path.includes(":")) continue;
      const ids = (await firstOf(route)).map(({ id }) => id).filter((id) => !/^(evt|led)_/.test(id));
      if (ids.length === 0) continue;
      expect(await listed(`${route.path.replace("/api/v1/", "")}?ids=${ids}`, other.tenant)).toEqual([]);
    }
  });
});

describe("updated_since", () => {
  test("leaves what was changed at or after a time, in the order of the list", async () => {
    for (const route of listsWith("updated_since")) {
      // An alert shows no time of its own; levels go by the ledger (test/resources/inventory_levels).
      if (["/api/v1/expiry/alerts", "/api/v1/inventory_levels"].includes(route.path)) continue;
      const member = CHANGED_AT[route.path] ?? "updated_at";
      const all = await firstOf(route);
      const times = [...new Set(all.map((row) => row[member] as string))].toSorted();
      for (const time of [times[0], times[Math.floor(times.length / 2)], times.at(-1), "2099-01-01T00:00:00.000Z"]) {
        const ids_of = (rows: Row[]) => rows.map(({ id }) => id);
        const since = await get(route, `updated_since=${time}`);
        expect(since.status, `${route.path} ${time}: ${since.text}`).toBe(200);
        const expected = all.filter((row) => (row[member] as string) >= (time as string));
        expect(ids_of(since.body.data).slice(0, expected.length), `${route.path} ${time}`).toEqual(ids_of(expected));
        if (all.length < 100) expect(since.body.meta.total).toBe(expected.length);
      }
    }
  });

  test("is a time, and is not combined with as_of", async () => {
    for (const route of listsWith("updated_since")) {
      expect(codesOf(await get(route, "updated_since=yesterday"))).toEqual(["validation_failed updated_since"]);
    }
    const at = "2026-11-23T08:30:00Z";
    const refused = await tenant.request("GET", `/api/v1/inventory_levels?updated_since=${at}&as_of=${at}`);
    expect(codesOf(refused)).toEqual(["validation_failed updated_since"]);
  });
});

describe("status", () => {
  test("takes several values, and names those it knows when it is given another", async () => {
    for (const route of listsWith("status")) {
      const all = await firstOf(route);
      const present = [...new Set(all.map(({ status }) => status as string))];
      for (const statuses of [present, present.slice(0, 2), present.slice(-1)]) {
        const expected = all.filter(({ status }) => statuses.includes(status as string));
        const answer = await get(route, `status=${statuses}`);
        expect(answer.body.data.slice(0, expected.length), `${route.path} ${statuses}`).toEqual(expected);
        if (all.length < 100) expect(answer.body.meta.total).toBe(expected.length);
        expect((await get(route, statuses.map((status) => `status=${status}`).join("&"))).text).toBe(answer.text);
      }
      expect(codesOf(await get(route, "status=,"))).toEqual(["validation_failed status"]);
      const refused = await get(route, `status=${present[0]},nonsense`);
      expect(codesOf(refused)).toEqual(["validation_failed status"]);
      expect(refused.body.errors[0].message).toContain(present[0]);
    }
  });
});

test("they are combined with each other and with the filters of a list", async () => {
  for (const route of listsWith("status").filter((one) => "ids" in one.query.shape)) {
    const all = await firstOf(route);
    const [newest] = all;
    const time = all[Math.floor(all.length / 2)]?.updated_at as string;
    const ids = all.filter((_, at) => at % 2 === 0).map(({ id }) => id);
    const statuses = [newest?.status, all.at(-1)?.status];
    const expected = all.filter(
      ({ id, status, updated_at }) => ids.includes(id) && statuses.includes(status) && (updated_at as string) >= time,
    );
    const query = `ids=${ids}&updated_since=${time}&status=${statuses}`;
    expect(await rowsOf(route, query), route.path).toEqual(expected);
    const recent = all.filter(({ status, updated_at }) => statuses.includes(status) && (updated_at as string) >= time);
    const answer = await get(route, `updated_since=${time}&status=${statuses}`);
    expect(answer.body.data.slice(0, recent.length), route.path).toEqual(recent);
  }
  const since = "updated_since=2026-11-23T08:30:00Z";
  for (const query of [
    "search=Vase",
    "search=va",
    "sku=VASE-M",
    "category=x&status=active,archived",
    "barcode=96385074",
  ]) {
    const products = await listed(`products?${query}`);
    expect(await listed(`products?${query}&${since}&ids=${product_id}`)).toEqual(
      products.filter(({ id }) => id === product_id),
    );
  }
  for (const query of [
    "search=Customer",
    "sku=SKU-7",
    "from=2025-01-01T00:00:00Z",
    "search=Customer&status=fulfilled,cancelled",
  ]) {
    const orders = await listed(`orders?${query}&per_page=100`);
    const ids = orders.slice(1, 4).map(({ id }) => id);
    expect(await listed(`orders?${query}&ids=${ids}`)).toEqual(orders.slice(1, 4));
    const recent = await listed(`orders?${query}&${since}&per_page=100`);
    expect(recent).toEqual(orders.filter(({ updated_at }) => (updated_at as string) >= "2026-11-23T08:30:00.000Z"));
  }
});
