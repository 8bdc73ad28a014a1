import { beforeAll, expect, test } from "vitest";
import { routes } from "../../src/app";
import { answerSchema } from "../../src/http/openapi";
import { TENANT_MIGRATIONS } from "../../src/storage/migrations";
import { rpc } from "../support/agent";
import { createTestApp } from "../support/app";
import { sendToEveryRoute } from "../support/every_route";
import { openIntegration, openKitchen, type Requests } from "../support/kitchen";
import { openReceiver } from "../support/receivers";
import { createRecorder, isEmpty, NOT_RECORDED } from "../support/recording";
import { shopifyLine, shopifyOrder, wooLine, wooOrder } from "../support/senders";

let examples: Record<string, unknown>;

beforeAll(async () => {
  const app = createTestApp();
  const { request, unrecorded, examples: recorded } = createRecorder(app);
  const operator = { headers: { Authorization: "Bearer test-admin-token-0123456789" } };
  const created = await request("POST", "/admin/v1/organizations", {
    ...operator,
    body: {
      ...{ name: "Harbour Kitchen", slug: "harbour-kitchen", timezone: "Europe/London", currency: "GBP" },
      ...{ modules: ["manufacturing", "traceability"], settings: { default_reorder_point: 10 } },
    },
  });
  const { id, api_key } = created.body.data;
  const { key } = api_key;
  const requestsBy = (send: typeof request): Requests => ({
    ...{ id, key, clock: app.clock, request: send },
    own: (method, path, sent) => send(method, `/api/v1/${path}`, { key, ...sent }),
    operator: (method, path, sent) => send(method, `/admin/v1/${path}`, { ...operator, ...sent }),
  });
  const requests = requestsBy(request);
  const receiver = await openReceiver({ status: 200, body: "ok" });
  const company = await openKitchen(requestsBy(unrecorded), receiver.url);
  // The walk's own list begins with a variant that does not sell, and it dismisses the insight before it asks the tool.
  for (const path of [`ai/forecasts?sku=${company.sku(7)}`, "ai/tools/insights"]) await requests.own("GET", path);
  await sendToEveryRoute(
    async (method, path, body) =>
      (await requests.own(method, path, method === "GET" ? {} : { body: body ?? {} })).body?.data,
    company,
  );
  await senders(requests, company.main);
  await keys(requests);
  await operations(requests);
  examples = recorded(routes);
}, 120_000);

async function senders(requests: Requests, warehouse: string): Promise<void> {
  const shopify = await openIntegration(requests, "shopify", { warehouse, name: "Outlet shop" });
  const woo = await openIntegration(requests, "woocommerce", { warehouse, name: "Gift shop" });
  const till = await openIntegration(requests, "standard", { warehouse, name: "Till" });
  for (const [number, root] of ["/api/v1", ""].entries()) {
    const sent = ({ webhook_path }: { webhook_path: string }, message: string) => ({
      ...{ path: webhook_path.replace("/api/v1", root), message: `${message}${number}` },
    });
    const lines = [shopifyLine({ sku: "MUG-BLUE" })];
    const order = shopifyOrder({ id: 5123456789013 + number, name: `#100${2 + number}`, line_items: lines });
    await shopify.deliver("orders/create", order, sent(shopify, "b54557e4-bdd9-4b37-8a5f-bf7d70bcd04"));
    const gift = wooOrder({ id: 728 + number, number: `${728 + number}`, line_items: [wooLine({ sku: "MUG-RED" })] });
    await woo.deliver("order.created", gift, sent(woo, "9e1d4a7c05b2f83"));
    const sale = { external_reference: `T-100${1 + number}`, items: [{ sku: "MUG-BLUE", quantity: 1 }] };
    await till.deliver("", sale, sent(till, "msg_2kwpbgllafxdpx2ai54ppj85f"));
  }
}

async function keys({ id, own, operator }: Requests): Promise<void> {
  const terms = { body: { name: "Web shop", scopes: ["write"] } };
  const { data } = (await own("POST", "api_keys", terms)).body;
  await own("GET", "api_keys");
  await own("GET", "api_keys/current");
  await own("DELETE", `api_keys/${data.id}`);
  const managed = `organizations/${id}/api_keys`;
  const other = (await operator("POST", managed, { body: { name: "Reports", scopes: ["read"] } })).body.data;
  await operator("GET", managed);
  await operator("DELETE", `${managed}/${other.id}`);
}

async function operations({ id, key, operator, request }: Requests): Promise<void> {
  await request("GET", "/healthz");
  await request("GET", "/openapi.json");
  const levels = { name: "stock_levels", arguments: { sku: ["MUG-BLUE"], group_by: "product" } };
  await request("POST", "/mcp", { key, body: rpc("tools/call", levels) });
  const organization = `organizations/${id}`;
  await operator("GET", organization);
  await operator("PATCH", organization, { body: { settings: { default_reorder_point: 5 } } });
  for (const action of ["migrate", "jobs/hourly"]) await operator("POST", `${organization}/${action}`);
  await operator("GET", `${organization}/jobs`);
  await operator("GET", `${organization}/export`);
  await operator("POST", `${organization}/move`, { body: { engine: "durable_object", location_hint: "weur" } });
  await operator("DELETE", `${organization}/move`);
  await operator("GET", "organizations");
  await operator("POST", "migrate");
  await restore(operator);
}

async function restore(operator: Requests["operator"]): Promise<void> {
  const backup = { backup: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef" };
  const settings = { name: "Harbour Kitchen", slug: "harbour-kitchen-2", timezone: "Europe/London", currency: "GBP" };
  const begun = { ...settings, ...backup, schema_version: TENANT_MIGRATIONS.length };
  const { id } = (await operator("POST", "organizations/restore", { body: begun })).body.data;
  const rows = [["orders", 1042]];
  await operator("POST", `organizations/${id}/restore/rows`, { body: { ...backup, table: "counters", rows } });
  const tables = [{ table: "counters", rows: 1 }];
  await operator("POST", `organizations/${id}/restore/complete`, { body: { ...backup, tables } });
}

test("every operation whose response has a body is recorded, and every list has rows", () => {
  const answering = routes.filter(({ answers }) => answers !== "nothing").map(({ operation }) => operation);
  expect(answering.filter((operation) => !(operation in examples))).toEqual(NOT_RECORDED);
  expect(Object.keys(examples).filter((operation) => isEmpty(examples[operation]))).toEqual([]);
});

test("each example is a response as its operation declares it", () => {
  for (const route of routes) {
    const example = examples[route.operation];
    if (example !== undefined) answerSchema(route)?.parse(example);
  }
});

test("the examples of the OpenAPI document are what is recorded now; `npm run openapi` rewrites them", async () => {
  await expect(`${JSON.stringify(examples, null, 2)}\n`).toMatchFileSnapshot("../../src/platform/examples.json");
});
