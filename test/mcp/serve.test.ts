import { beforeAll, describe, expect, test } from "vitest";
import { type Agent, CLIENTS, connectAgent, rpc, sendMessage } from "../support/agent";
import { createTestApp } from "../support/app";
import { openShop, type Shop } from "../support/shop";

const app = createTestApp();
let shop: Shop;
let key: string;

beforeAll(async () => {
  shop = await openShop(app);
  key = shop.tenant.api_key;
  await shop.stock("MUG", 7);
});

describe.each(CLIENTS)("an official client (%s)", (name) => {
  let agent: Agent;
  beforeAll(async () => {
    agent = await connectAgent(app, key, name);
  });

  test("learns what the server is and how to work with it", () => {
    expect(agent.client.getServerVersion()).toMatchObject({ name: "stockbook", title: "Stockbook" });
    expect(agent.client.getServerCapabilities()).toEqual({ tools: {} });
    expect(agent.client.getInstructions()).toMatch(/find_names.*dry run.*idempotency_key/s);
  });

  test("lists tools, reads, and writes", async () => {
    const names = (await agent.list()).map((tool) => tool.name);
    expect(names).toEqual(expect.arrayContaining(["stock_levels", "create_order", "adjust_inventory"]));
    const read = await agent.call("stock_levels", { sku: ["MUG"], group_by: "product" });
    expect(read.result).toMatchObject({ total: 1, summary: { on_hand: 7 } });
    expect(JSON.parse(read.text)).toEqual(read.result);
    const order = { location_id: shop.warehouse, items: [{ sku: "MUG", quantity: 1 }], dry_run: false };
    const written = await agent.call("create_order", order);
    expect(written).toMatchObject({ refused: false, result: { dry_run: false, replayed: false } });
    expect((await shop.get(`orders/${written.result.data.id}`)).body.data).toMatchObject(written.result.data);
  });

  test("is shown refusals as results, also where a result has a schema", async () => {
    const { refused, result } = await agent.call("stock_levels", { skus: ["MUG"] });
    expect(refused).toBe(true);
    expect(result.errors).toMatchObject([{ code: "validation_failed", field: "skus" }]);
  });

  test("is refused a tool that does not exist", async () => {
    await expect(agent.call("drop_tables")).rejects.toThrow("No tool has this name");
  });
});

describe("a message", () => {
  test("is served with one JSON document, whatever the client accepts", async () => {
    for (const Accept of ["application/json", "text/event-stream", "*/*"]) {
      const { status, headers, body } = await sendMessage(app, key, rpc("tools/list"), { Accept });
      expect(status).toBe(200);
      expect(headers.get("Content-Type")).toContain("application/json");
      expect(body).toMatchObject({ jsonrpc: "2.0", id: 1 });
      expect(body.result.tools.length).toBeGreaterThan(20);
    }
  });

  test("has the id of its request, its cost, and what is left of the rate limit", async () => {
    const call = rpc("tools/call", { name: "stock_levels", arguments: {} });
    const { headers } = await sendMessage(app, key, call, { "X-Request-Id": "agent-1" });
    expect(headers.get("X-Request-Id")).toBe("agent-1");
    expect(headers.get("Server-Timing")).toMatch(/round_trips;dur=1, rows_read;dur=[1-9]/);
    expect(headers.get("RateLimit")).toMatch(/^"default";r=\d+/);
    expect(headers.get("Cache-Control")).toBe("private, no-store");
    const refused = await sendMessage(
      app,
      key,
      rpc("tools/call", { name: "cancel_order", arguments: { id: "ord_1" } }),
      {
        "X-Request-Id": "agent-2",
      },
    );
    expect(refused.body.result.structuredContent).toMatchObject({
      request_id: "agent-2",
      errors: [{ code: "not_found" }],
    });
  });

  test("without an id has no response", async () => {
    const { id: _, ...notification } = rpc("notifications/initialized");
    const { status, text } = await sendMessage(app, key, notification);
    expect({ status, text }).toEqual({ status: 202, text: "" });
  });

  test("of the earlier revisions begins with initialize, which settles the revision", async () => {
    for (const [asked, settled] of [
      ["2025-11-25", "2025-11-25"],
      ["2025-06-18", "2025-06-18"],
      ["2025-03-26", "2025-03-26"],
      ["1999-01-01", "2025-11-25"],
    ]) {
      const params = { protocolVersion: asked, capabilities: {}, clientInfo: { name: "tests", version: "1" } };
      const { body } = await sendMessage(app, key, rpc("initialize", params));
      expect(body.result.protocolVersion).toBe(settled);
    }
  });

  test("of a revision that there is not is refused", async () => {
    const message = rpc("tools/list");
    for (const [headers, sent] of [
      [{ "MCP-Protocol-Version": "1999-01-01" }, message],
      [{ "MCP-Protocol-Version": "2026-07-28" }, message],
    ] as const) {
      const { status, body } = await sendMessage(app, key, sent, headers);
      expect(status).toBe(400);
      expect(body.error.code).toBeLessThan(0);
    }
  });

  test.each([
    ["is not JSON", "{", -32_700],
    ["is not UTF-8", new Uint8Array([123, 34, 255, 34, 125]), -32_700],
    ["is nested too deeply", "[".repeat(100) + "]".repeat(100), -32_600],
    ["is a list of messages", [rpc("tools/list"), rpc("tools/list", {}, 2)], -32_600],
    ["is no message", { hello: "world" }, -32_600],
    ["is nothing", "", -32_600],
    ["is null", "null", -32_600],
    ["is a number", "5", -32_600],
    ["is a text", '"tools/list"', -32_600],
  ])("that %s is refused", async (_, message, code) => {
    const { status, body } = await sendMessage(app, key, message);
    expect(status).toBe(400);
    expect(body).toMatchObject({ jsonrpc: "2.0", error: { code } });
  });

  test("of an unknown method, or without the name of a tool, is refused", async () => {
    expect((await sendMessage(app, key, rpc("tools/steal"))).body.error.code).toBe(-32_601);
    expect((await sendMessage(app, key, rpc("resources/list"))).body.error.code).toBe(-32_601);
    expect((await sendMessage(app, key, rpc("subscriptions/listen"))).body.error.code).toBe(-32_601);
    expect((await sendMessage(app, key, rpc("tools/call"))).body.error.code).toBe(-32_602);
    const unlike = rpc("tools/call", { name: "stock_levels", arguments: [1] });
    expect((await sendMessage(app, key, unlike)).body.error.code).toBe(-32_602);
  });

  test("over 1 MiB, or of another media type, is refused as everywhere", async () => {
    const large = await sendMessage(
      app,
      key,
      rpc("tools/call", { name: "x", arguments: { a: "x".repeat(2_000_000) } }),
    );
    expect(large).toMatchObject({ status: 413, body: { errors: [{ code: "payload_too_large" }] } });
    const text = await sendMessage(app, key, rpc("tools/list"), { "Content-Type": "text/plain" });
    expect(text).toMatchObject({ status: 415, body: { errors: [{ code: "unsupported_media_type" }] } });
  });
});

test("the path has no other methods", async () => {
  for (const method of ["GET", "DELETE", "PATCH"]) {
    const { status, headers } = await app.request(method, "/mcp", { key });
    expect({ status, allow: headers.get("Allow") }).toEqual({ status: 405, allow: "POST" });
  }
});

test("a browser's client may send and read the headers of the protocol", async () => {
  const Origin = "https://agent.example";
  const wanted = "authorization, content-type, mcp-protocol-version, mcp-session-id, mcp-method, mcp-name";
  const { status, headers } = await app.request("OPTIONS", "/mcp", {
    headers: { Origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": wanted },
  });
  expect(status).toBe(204);
  const allowed = (headers.get("Access-Control-Allow-Headers") ?? "").toLowerCase();
  for (const name of wanted.split(", ")) expect(allowed).toContain(name);
  const answer = await sendMessage(app, key, rpc("tools/list"), { Origin });
  const exposed = (answer.headers.get("Access-Control-Expose-Headers") ?? "").toLowerCase();
  for (const name of ["mcp-session-id", "mcp-protocol-version", "x-request-id"]) expect(exposed).toContain(name);
});

describe("without a key that is valid", () => {
  test("nothing is said, not even which tools there are", async () => {
    for (const wrong of [undefined, "sb_live_wrong", `${key.slice(0, -1)}x`]) {
      const { status, body, headers } = await sendMessage(app, wrong, rpc("tools/list"));
      expect({ status, code: body.errors[0].code }).toEqual({ status: 401, code: "unauthorized" });
      expect(headers.get("WWW-Authenticate")).toContain("Bearer");
    }
  });

  test("that was revoked, or of an organization that was suspended, a client is refused at once", async () => {
    const other = await openShop(app);
    const agent = await connectAgent(app, other.tenant.api_key);
    await app.admin("PATCH", `/admin/v1/organizations/${other.tenant.id}`, { body: { status: "suspended" } });
    app.clock.advance(60_000);
    const suspended = await sendMessage(app, other.tenant.api_key, rpc("tools/list"));
    expect(suspended).toMatchObject({ status: 403, body: { errors: [{ code: "organization_suspended" }] } });
    await expect(agent.call("stock_levels")).rejects.toThrow("organization_suspended");
    await app.admin("PATCH", `/admin/v1/organizations/${other.tenant.id}`, { body: { status: "active" } });
    app.clock.advance(60_000);
    const made = await other.tenant.request("POST", "/api/v1/api_keys", { body: { name: "Agent", scopes: ["read"] } });
    const own = made.body.data;
    expect((await sendMessage(app, own.key, rpc("tools/list"))).status).toBe(200);
    await other.tenant.request("DELETE", `/api/v1/api_keys/${own.id}`);
    app.clock.advance(60_000);
    expect((await sendMessage(app, own.key, rpc("tools/list"))).status).toBe(401);
  });
});

test("each message counts against the rate limit of its key", async () => {
  const slow = await app.mintTenant({
    settings: { rate_limits: { requests_per_minute: 2, ai_requests_per_minute: 1 } },
  });
  const statuses = [];
  for (let sent = 0; sent < 3; sent++) statuses.push((await sendMessage(app, slow.api_key, rpc("tools/list"))).status);
  expect(statuses).toEqual([200, 200, 429]);
  const { headers } = await sendMessage(app, slow.api_key, rpc("tools/list"));
  expect(Number(headers.get("Retry-After"))).toBeGreaterThan(0);
});
