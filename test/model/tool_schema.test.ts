import { describe, expect, it } from "vitest";
import { describeCommon, strictSchema, withoutNulls } from "../../src/model/tool_schema";
import { TOOLS } from "../../src/tools/catalogue";
import { parseArguments } from "../../src/tools/use";

/** The words that OpenAI's strict mode takes; another one would be refused with the whole request. */
const TAKEN = ["type", "description", "enum", "items", "minimum", "maximum"];
const TYPES = ["string", "integer", "number", "boolean", "array"];

type Property = { type: string | string[]; items?: Property };

it("says once what the arguments mean that many tools have", () => {
  const said = TOOLS.map((tool) => JSON.stringify(strictSchema(tool))).join("");
  expect(describeCommon()).toContain("- sku: Only variants with one of these SKUs.");
  expect(said).not.toContain("Only variants with one of these SKUs");
  expect(said).toContain("What a row stands for");
});

describe.each(TOOLS.map((tool) => [tool.name, tool] as const))("the schema of %s", (_, tool) => {
  const schema = strictSchema(tool) as { properties: Record<string, Property>; required: string[] };
  const properties = Object.entries(schema.properties);

  it("is one that strict mode takes: closed, with every argument required and of a plain type", () => {
    expect(schema).toMatchObject({ type: "object", additionalProperties: false });
    expect(schema.required).toEqual(Object.keys(tool.arguments));
    for (const [name, { items, ...property }] of properties) {
      const nested = items ? [items] : [];
      for (const part of [property, ...nested]) {
        expect(Object.keys(part).filter((word) => !TAKEN.includes(word))).toEqual([]);
        expect([part.type].flat().filter((type) => ![...TYPES, "null"].includes(type))).toEqual([]);
      }
      expect([name, [property.type].flat().includes("array")]).toEqual([name, items !== undefined]);
    }
  });

  it("may leave out what the tool does not require, by null", () => {
    const optional = properties.filter(([, { type }]) => [type].flat().includes("null")).map(([name]) => name);
    const given = Object.fromEntries(properties.map(([name]) => [name, null]));
    const required = properties.map(([name]) => name).filter((name) => !optional.includes(name));
    if (required.length === 0) expect(() => parseArguments(tool, withoutNulls(given))).not.toThrow();
    else expect(() => parseArguments(tool, withoutNulls(given))).toThrow(required[0]);
  });
});
