import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { TOOLS } from "../../src/tools/catalogue";
import type { Cell, ColumnType, Tool, ToolResult } from "../../src/tools/define";
import { sourceOf } from "../../src/tools/parameters";
import { costOf } from "../support/cost";
import type { openDairy } from "../support/dairy";
import { runInsights } from "../support/insights";
import { expectWhole, openToolShop, sumOf, type ToolShop } from "../support/tools";

/** What tools that need an argument are asked here. */
const NEEDED: Readonly<Record<string, Record<string, unknown>>> = {
  trace_lot: { lot_number: ["M-1"] },
  find_names: { search: "mug" },
};

const schemaOf = (tool: Tool) => z.strictObject(tool.arguments);

let shop: ToolShop;
let empty: Awaited<ReturnType<typeof openDairy>>;

beforeAll(async () => {
  shop = await openToolShop();
  await runInsights(shop.app, shop.tenant);
  const tenant = await shop.app.mintTenant({ modules: ["traceability", "manufacturing"] });
  empty = { ...shop, tenant };
});

const get = (tool: Tool, args: Record<string, unknown> = {}, { tenant }: Pick<ToolShop, "tenant"> = shop) =>
  tenant.request("GET", sourceOf(tool, { ...NEEDED[tool.name], ...args }));

/** Asks a tool, in at most two round trips. */
async function ask(tool: Tool, args: Record<string, unknown> = {}, asked: Pick<ToolShop, "tenant"> = shop) {
  const answer = await get(tool, args, asked);
  const { round_trips } = costOf(answer);
  expect([tool.name, args, round_trips]).toEqual([
    tool.name,
    args,
    expect.toSatisfy((trips) => trips === 1 || trips === 2),
  ]);
  return answer;
}

const isNumber = (cell: Cell) => typeof cell === "number" && Number.isFinite(cell);
const FITS: Record<ColumnType, (cell: Cell) => boolean> = {
  text: (cell) => typeof cell === "string",
  quantity: isNumber,
  money: isNumber,
  percent: isNumber,
  number: isNumber,
  count: (cell) => Number.isSafeInteger(cell),
  date: (cell) => /^\d{4}-\d{2}-\d{2}$/.test(String(cell)),
  time: (cell) => /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(String(cell)),
  boolean: (cell) => typeof cell === "boolean",
};

/** A result is whole, its cells are of the types of their columns, and its sums are those of its rows. */
function check(tool: Tool, result: ToolResult): void {
  expectWhole(result);
  for (const { key, type } of result.columns) {
    const misfits = result.rows.filter((row) => row[key] !== null && !FITS[type](row[key] as Cell));
    expect([tool.name, key, type, misfits]).toEqual([tool.name, key, type, []]);
    const sum = result.summary[key];
    if (!result.truncated && typeof sum === "number")
      expect([tool.name, key, sum]).toEqual([tool.name, key, sumOf(result.rows, key)]);
  }
}

it("has tools with different names", () => {
  expect(new Set(TOOLS.map(({ name }) => name)).size).toBe(TOOLS.length);
});

describe.each(TOOLS.map((tool) => [tool.name, tool] as const))("the tool %s", (_, tool) => {
  it("answers without arguments where nothing is, or refuses the one it needs", async () => {
    const { status, body } = await ask(tool, {}, empty);
    expect(status).toBe(status === 422 && NEEDED[tool.name] ? 422 : 200);
    if (status === 200) check(tool, body.data);
  });

  it("answers with rows that have all declared columns, and their sums", async () => {
    const { status, body } = await ask(tool);
    expect([status, body.errors]).toEqual([200, undefined]);
    check(tool, body.data);
  });

  it("sums up all rows, however few are shown", async () => {
    const all: ToolResult = (await ask(tool)).body.data;
    const first: ToolResult = (await ask(tool, { limit: 1 })).body.data;
    expect(first).toEqual({ ...all, columns: expect.anything(), rows: all.rows.slice(0, 1), truncated: all.total > 1 });
  });

  it("gives the same at the path of its evidence", async () => {
    const args = schemaOf(tool).parse({ ...NEEDED[tool.name] });
    expect((await get(tool, args)).body.data).toEqual((await ask(tool)).body.data);
  });

  it("has arguments that a model can read, none of which is about the organization", () => {
    const schema = z.toJSONSchema(schemaOf(tool), { io: "input" });
    expect(schema.additionalProperties).toBe(false);
    for (const [name, argument] of Object.entries(schema.properties ?? {})) {
      expect([name, argument]).toEqual([name, expect.objectContaining({ description: expect.stringMatching(/\S/) })]);
      expect(name).not.toMatch(/organization|tenant|slug|api_key/);
    }
    expect(tool.description.length).toBeGreaterThan(100);
  });

  it("refuses names with characters that no name has, as REST does", async () => {
    const lists = Object.keys(tool.arguments).filter((name) =>
      /^(except_)?(sku|product_id|category|location_id|supplier_id|customer|channel|number|lot_number)$/.test(name),
    );
    for (const name of lists) {
      const { status, body } = await get(tool, { ...NEEDED[tool.name], [name]: ["A\0"] });
      expect([name, status, body.errors[0]]).toMatchObject([
        name,
        422,
        { message: expect.stringContaining("control") },
      ]);
    }
  });

  it("refuses a condition or an order by a column that it does not have, and says which it has", async () => {
    if (!("where" in tool.arguments)) return;
    const { columns }: ToolResult = (await ask(tool)).body.data;
    for (const args of [{ where: ["no_such_column>1"] }, { sort_by: "no_such_column" }]) {
      const [field] = Object.keys(args);
      const { status, body } = await get(tool, args);
      expect([status, body.errors[0]]).toMatchObject([422, { code: "validation_failed", field }]);
      const compared = columns.filter(({ type }) => !["text", "boolean"].includes(type)).map(({ key }) => key);
      const said = compared.filter((key) => body.errors[0].message.includes(key));
      expect(said.length).toBeGreaterThan(0);
      for (const key of said) expect((await ask(tool, { sort_by: `-${key}` })).status).toBe(200);
    }
  });

  it("compares and sorts by each of its numbers and dates, or refuses to by name", async () => {
    if (!("where" in tool.arguments)) return;
    const all: ToolResult = (await ask(tool)).body.data;
    for (const { key, type } of all.columns.filter(({ type }) => !["text", "boolean"].includes(type))) {
      const value = type === "date" || type === "time" ? "2026-11-23" : "1";
      const answers = await Promise.all(
        ["<", ">="].map((operator) => get(tool, { where: [`${key}${operator}${value}`] })),
      );
      for (const { status, body } of answers) {
        expect([key, status, body.errors?.[0]?.field]).toEqual([key, status, status === 200 ? undefined : "where"]);
        expect([200, 422]).toContain(status);
        if (status === 200) check(tool, body.data);
      }
      const [below, rest] = answers.map(({ body }) => body.data?.total);
      const known = all.rows.filter((row) => row[key] !== null).length;
      if (below !== undefined && !all.truncated && all.columns.length > 0 && type !== "time")
        expect([tool.name, key, below + rest]).toEqual([tool.name, key, known]);
    }
  });
});
