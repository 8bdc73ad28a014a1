import { expect, test } from "vitest";
import { codesOf, openShop } from "../../support/shop";

/** Objects in each other, so many levels of them. */
const nested = (levels: number): object => (levels === 1 ? {} : { in: nested(levels - 1) });

test("metadata holds 16 KiB of JSON in UTF-8, 20 levels deep", async () => {
  const shop = await openShop();
  const create = (sku: string, metadata: object) => shop.post("products", { name: sku, sku, metadata });
  const around = JSON.stringify({ text: "" }).length;
  expect((await create("FULL", { text: "é".repeat((16_384 - around) / 2) })).status).toBe(201);
  expect((await create("DEEP", nested(20))).status).toBe(201);
  for (const metadata of [{ text: "é".repeat((16_384 - around) / 2 + 1) }, nested(21)]) {
    expect(codesOf(await create("MORE", metadata))).toEqual(["validation_failed metadata"]);
  }
});
