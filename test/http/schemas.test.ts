import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { routes } from "../../src/app";
import { codesOf, openShop, type Shop } from "../support/shop";

type JsonSchema = { [keyword: string]: unknown };

/** Where a schema allows a list or a text of any length. */
function unbounded(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { type, maxItems, maxLength, format, pattern, enum: values, const: value } = schema as JsonSchema;
  const fixed = values !== undefined || value !== undefined || format === "date";
  const measured = typeof pattern === "string" && !/[+*]|,\}/.test(pattern);
  const open =
    (type === "array" && maxItems === undefined) ||
    (type === "string" && maxLength === undefined && !fixed && !measured);
  const inner = Object.entries(schema).filter(([keyword]) => !["examples", "default", "enum"].includes(keyword));
  return [...(open ? [path] : []), ...inner.flatMap(([keyword, part]) => unbounded(part, `${path}.${keyword}`))];
}

test("every list and every text of a request has a maximum", () => {
  const found = routes.flatMap(({ method, path, body, query }) =>
    [query, ...(body ? [body] : [])].flatMap((schema) =>
      unbounded(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }), `${method} ${path}`),
    ),
  );
  expect(found).toEqual([]);
});

test("the check of maxima finds a list and a text without one", () => {
  const schema = z.strictObject({ tags: z.array(z.string().max(5)), name: z.string(), code: z.string().regex(/^a+$/) });
  expect(unbounded(z.toJSONSchema(schema), "body")).toEqual([
    "body.properties.tags",
    "body.properties.name",
    "body.properties.code",
  ]);
});

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

const spaced = (code: string) => `%20${code}%09`;

describe("a code is trimmed where it is read as where it is written:", () => {
  test("in the items of documents", async () => {
    const items = [{ sku: " MUG\t", quantity: 2 }];
    expect((await shop.order(items)).items).toMatchObject([{ sku: "MUG" }]);
    const order = { supplier_id: ` ${shop.supplier}`, location_id: `${shop.warehouse} `, items };
    const { id } = await shop.made("purchase_orders", order);
    const received = await shop.post(`purchase_orders/${id}/receive`, { items: [{ sku: " MUG", quantity: 2 }] });
    expect(received.body.data.status).toBe("received");
    const count = await shop.made("cycle_counts", { location_id: shop.warehouse, skus: ["MUG "] });
    expect(count.variant_ids).toHaveLength(1);
  });

  test("in filters, of which none is blank", async () => {
    await shop.stock("MUG", 1);
    for (const path of ["variants?sku=", "inventory_levels?sku=", "inventory_ledger?sku=", "products?sku="]) {
      expect([path, (await shop.get(`${path}${spaced("MUG")}`)).body.data.length]).not.toEqual([path, 0]);
    }
    expect(codesOf(await shop.get("variants?sku=%20"))).toEqual(["validation_failed sku"]);
  });

  test("in paths", async () => {
    const { variants } = await shop.product("CUP", { barcode: " 12345670 " });
    expect((await shop.get(`variants/barcode/${spaced("12345670")}`)).body.data.sku).toBe("CUP");
    expect((await shop.get(`variants/${spaced(variants[0].id)}`)).body.data.sku).toBe("CUP");
  });
});
