import { beforeAll, expect, test } from "vitest";
import { routes } from "../../src/app";
import { answerSchema } from "../../src/http/openapi";
import { rpc } from "../support/agent";
import { createTestApp } from "../support/app";
import { sendToEveryRoute } from "../support/every_route";
import { openIntegration, openKitchen, type Requests } from "../support/kitchen";
import { openReceiver } from "../support/receivers";
import { createRecorder } from "../support/recording";
import { shopifyLine, shopifyOrder, wooLine, wooOrder } from "../support/senders";

/** Operations without an example of a recorded response: recovery needs what only Durable Objects at Cloudflare keep. */
const NOT_RECORDED: readonly string[] = ["recoverOrganization"];

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
  // Of a variant that sells; the walk's own list begins with one that does not.
  await requests.own("GET", `ai/forecasts?sku=${company.sku(7)}`);
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
  const shopify = await openIntegration(requests, "shopify", { warehouse, name: "Second shop" });
  const woo = await openIntegration(requests, "woocommerce", { warehouse, name: "Gift shop" });
  const till = await openIntegration(requests, "standard", { warehouse, name: "Till" });
  for (const [number, root] of ["/api/v1", ""].entries()) {
    const to = ({ webhook_path }: { webhook_path: string }) => ({ path: webhook_path.replace("/api/v1", root) });
    const lines = [shopifyLine({ sku: "MUG-BLUE" })];
    const order = shopifyOrder({ id: 5123456789013 + number, name: `#100${2 + number}`, line_items: lines });
    await shopify.deliver("orders/create", order, to(shopify));
    const id = 728 + number;
    await woo.deliver(
      "order.created",
      wooOrder({ id, number: String(id), line_items: [wooLine({ sku: "MUG-RED" })] }),
      to(woo),
    );
    const sale = { external_reference: `T-100${1 + number}`, items: [{ sku: "MUG-BLUE", quantity: 1 }] };
    await till.deliver("", sale, to(till));
  }
}

async function keys({ id, own, operator }: Requests): Promise<void> {
  const terms = { body: { name: "Web shop", scopes: ["write"] } };
  const { data } = (await own("POST", "api_keys", terms)).body;
  await own("GET", "api_keys");
  await own("DELETE", `api_keys/${data.id}`);
  const other = (
    await operator("POST", `organizations/${id}/api_keys`, { body: { name: "Reports", scopes: ["read"] } })
  ).body.data;
  await operator("GET", `organizations/${id}/api_keys`);
  await operator("DELETE", `organizations/${id}/api_keys/${other.id}`);
}

async function operations({ id, key, operator, request }: Requests): Promise<void> {
  await request("GET", "/healthz");
  await request("GET", "/openapi.json");
  const levels = { name: "stock_levels", arguments: { sku: ["MUG-BLUE"], group_by: "product" } };
  await request("POST", "/mcp", { key, body: rpc("tools/call", levels) });
  await operator("GET", `organizations/${id}`);
  await operator("PATCH", `organizations/${id}`, { body: { settings: { default_reorder_point: 5 } } });
  await operator("POST", `organizations/${id}/migrate`, { body: {} });
  await operator("POST", `organizations/${id}/jobs/hourly`, { body: {} });
  await operator("GET", `organizations/${id}/jobs`);
  await operator("GET", `organizations/${id}/export`);
  await operator("POST", `organizations/${id}/move`, { body: { engine: "durable_object", location_hint: "weur" } });
  await operator("DELETE", `organizations/${id}/move`);
  await operator("GET", "organizations");
  await operator("POST", "migrate", { body: {} });
}

test("every operation whose response has a body is recorded", () => {
  const answering = routes.filter(({ answers }) => answers !== "nothing").map(({ operation }) => operation);
  expect(answering.filter((operation) => !(operation in examples))).toEqual(NOT_RECORDED);
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
