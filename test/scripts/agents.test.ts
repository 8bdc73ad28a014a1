import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AjvJsonSchemaValidator } from "@modelcontextprotocol/client/validators/ajv";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CLIENTS, drive, type ListedTool, open } from "../support/agent.ts";
import { newStateDirectory, type Server, startServer } from "./server.ts";

const state = newStateDirectory();
let server: Server;
let key: string;

beforeAll(async () => {
  server = await startServer({ state: state.path });
  key = /^API key +(sb_live_\w+)$/m.exec(server.output)?.[1] ?? "";
});
afterAll(async () => {
  await server?.stop();
  state.remove();
});

const connect = async (name: (typeof CLIENTS)[number], with_key = key) =>
  drive(
    await open(name, new URL(`${server.url}/mcp`), {
      requestInit: { headers: { Authorization: `Bearer ${with_key}` } },
    }),
  );

describe.each(CLIENTS)("an official client (%s) over HTTP", (name) => {
  test("reads and writes with every schema checked, and is refused without a key", async () => {
    const agent = await connect(name);
    const tools = await agent.list();
    expect(tools.length).toBeGreaterThan(20);
    const { result } = await agent.call("stock_levels", { limit: 1, sort_by: "-available" });
    const [{ sku, available }] = result.rows;
    expect(available).toBeGreaterThan(0);
    const product = { name: `Agent's ${name}`, sku: `AGENT-${name}` };
    const dry = await agent.call("create_product", product);
    expect(dry.result).toMatchObject({ dry_run: true, data: { name: product.name } });
    const { idempotency_key } = dry.result;
    const made = await agent.call("create_product", { ...product, idempotency_key, dry_run: false });
    expect(made.result).toMatchObject({ dry_run: false, data: { name: product.name } });
    const taken = await agent.call("create_product", { name: "Copy", sku });
    expect(taken).toMatchObject({ refused: true, result: { errors: [{ code: "already_exists" }] } });
    await agent.client.close();
    await expect(connect(name, "sb_live_wrong")).rejects.toThrow();
  });
});

test("what tools take and return is valid JSON Schema 2020-12", async () => {
  const agent = await connect("2026-07-28");
  const validator = new AjvJsonSchemaValidator();
  for (const { name, inputSchema, outputSchema } of (await agent.list()) as Required<ListedTool>[]) {
    for (const schema of [inputSchema, outputSchema]) {
      const check = validator.getValidator({ $schema: "https://json-schema.org/draft/2020-12/schema", ...schema });
      expect([name, check({ nothing: "of all this" }).valid]).toEqual([name, false]);
    }
  }
  await agent.client.close();
});

test("docs/agents.md names every tool", async () => {
  const text = readFileSync(join(import.meta.dirname, "../../docs/agents.md"), "utf8");
  const agent = await connect("2026-07-28");
  const names = (await agent.list()).map(({ name }) => name);
  expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  await agent.client.close();
});
