import { beforeAll, describe, expect, test } from "vitest";
import { routes } from "../../src/app";
import { VERBS } from "../../src/mcp/verbs";
import { toolName } from "../../src/mcp/writes";
import { type Agent, connectAgent, type ListedTool } from "../support/agent";
import { createTestApp, findRoute } from "../support/app";
import { fillCompany } from "../support/company";
import { databaseOf } from "../support/databases";
import { dump } from "../support/dump";
import { sendToEveryRoute } from "../support/every_route";

// Nothing else is written while a dry run is checked.
const app = createTestApp({ deliver: async () => {} });
let tenant: Awaited<ReturnType<typeof app.mintTenant>>;
let agent: Agent;
let tools: ListedTool[];

beforeAll(async () => {
  tenant = await app.mintTenant({ modules: ["manufacturing", "traceability"] });
  await tenant.request("GET", "/api/v1/locations");
  agent = await connectAgent(app, tenant.api_key);
  tools = await agent.list();
});

/** The arguments that a request to a route is as a call of its tool. */
function argumentsOf(pattern: string, path: string, body: object): Record<string, unknown> {
  const names = [...pattern.matchAll(/:([a-z_]+)/g)].map(([, name]) => name as string);
  const [, ...values] = new RegExp(`^${pattern.replaceAll(/:[a-z_]+/g, "([^/]+)")}$`).exec(path) ?? [];
  return { ...Object.fromEntries(names.map((name, at) => [name, values[at]])), ...body };
}

test("every verb is tried out as a tool before the walk over all routes does it: the result is shown, and nothing written", async () => {
  const database = await databaseOf(tenant.id);
  await fillCompany(database, { variants: 90, orders: 20, entries: 90 * 3 });
  const tried = new Set<string>();
  await sendToEveryRoute(async (method, path, body) => {
    const [plain = ""] = `/api/v1/${path}`.split("?");
    // Questions and what they are answered from are tried elsewhere.
    if (plain.startsWith("/api/v1/ai/")) return {};
    const route = findRoute(method, plain);
    if (route && VERBS.some(({ operation }) => operation === route.operation)) {
      const before = await dump(database);
      const { refused, text, result } = await agent.call(
        toolName(route.operation),
        argumentsOf(route.path, plain, body ?? {}),
      );
      expect([path, refused, text]).toEqual([path, false, text]);
      expect(result).toMatchObject({ dry_run: true, data: expect.anything() });
      expect(await dump(database)).toEqual(before);
      tried.add(route.operation);
    }
    const answer = await tenant.request(method, `/api/v1/${path}`, method === "GET" ? {} : { body: body ?? {} });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
    return answer.body?.data;
  });
  expect([...tried].sort()).toEqual(VERBS.map(({ operation }) => operation).sort());
}, 240_000);

describe("every tool that writes", () => {
  const writes = VERBS.map((verb) => ({ ...verb, name: toolName(verb.operation) }));

  test.each(writes)("$name has the summary of its route, and hints that hold", ({ operation, name, ...verb }) => {
    const route = routes.find((candidate) => candidate.operation === operation);
    const tool = tools.find((candidate) => candidate.name === name);
    expect(tool).toMatchObject({ title: route?.summary });
    expect(tool?.description).toContain(route?.description);
    expect(tool?.description).toMatch(/A dry run unless `dry_run` is false\.$/);
    expect(tool?.annotations).toEqual({
      title: route?.summary,
      readOnlyHint: false,
      destructiveHint: verb.destructive ?? false,
      idempotentHint: verb.idempotent ?? false,
      openWorldHint: false,
    });
  });

  test.each(writes)("$name takes what its route takes, dry_run and idempotency_key", ({ operation, name }) => {
    const route = routes.find((candidate) => candidate.operation === operation);
    const { properties = {}, required = [] } = (tools.find((tool) => tool.name === name)?.inputSchema ?? {}) as {
      properties?: Record<string, Record<string, unknown>>;
      required?: string[];
    };
    expect(properties.dry_run).toMatchObject({ type: "boolean", default: true });
    expect(properties.idempotency_key).toMatchObject({ type: "string" });
    if (route?.path.includes(":id")) expect(required).toContain("id");
    expect(required).not.toContain("dry_run");
  });
});

/** The objects of a schema that take members which it does not name, and what refers to something else. */
function looseParts(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, properties, additionalProperties, $ref } = schema as Record<string, unknown>;
  const is_loose = type === "object" && properties !== undefined && additionalProperties !== false;
  const inner = Object.entries(schema).filter(([keyword]) => !["default", "examples", "enum"].includes(keyword));
  return [
    ...(is_loose || $ref !== undefined ? [path] : []),
    ...inner.flatMap(([keyword, part]) => looseParts(part, `${path}.${keyword}`)),
  ];
}

test("what a tool takes is one closed object, without a choice at the top, and each tool has a name of its own", () => {
  for (const { name, inputSchema } of tools) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(inputSchema).toMatchObject({ type: "object", additionalProperties: false });
    expect(Object.keys(inputSchema)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(anyOf|oneOf|allOf)$/)]),
    );
    expect(looseParts(inputSchema, name)).toEqual([]);
  }
  expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
});

test("the list of tools leaves a model room to work: all of it is under 140 kB", () => {
  const seen = tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  expect(JSON.stringify(seen).length).toBeLessThan(140_000);
});
