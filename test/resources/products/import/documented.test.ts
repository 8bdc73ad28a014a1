import { expect, test } from "vitest";
import guide from "../../../../docs/import.md?raw";
import { createTestApp } from "../../../support/app";
import { openShop } from "../../../support/shop";

const TYPES: Readonly<Record<string, string>> = { csv: "text/csv", ndjson: "application/x-ndjson" };

test("the files that docs/import.md shows are imported", async () => {
  const shop = await openShop(createTestApp());
  const files = [...guide.matchAll(/```(csv|ndjson)\n([\s\S]*?)```/g)];
  expect(files).toHaveLength(3);
  for (const [, format = "", body] of files) {
    const headers = { "Content-Type": TYPES[format] ?? "" };
    const answer = await shop.tenant.request("POST", "/api/v1/products/import", { body, headers });
    expect(answer.status, answer.text).toBe(201);
  }
});
