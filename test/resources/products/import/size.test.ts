import { expect, test } from "vitest";
import { createTestApp } from "../../../support/app";
import { openShop } from "../../../support/shop";

test("10,000 rows are imported at once, and with update=true again without adding stock; not one row more", async () => {
  const shop = await openShop(createTestApp());
  const send = (body: string, query = "") =>
    shop.tenant.request("POST", `/api/v1/products/import${query}`, { body, headers: { "Content-Type": "text/csv" } });
  const header = "name,sku,barcode,price,cost,category,location,quantity\n";
  const rows = Array.from(
    { length: 10_000 },
    (_, at) => `Product ${Math.floor(at / 2)},SKU-${at},${1000 + at},${at % 97}.5,4.25,kitchen,WH,${(at % 50) + 1}\n`,
  );
  const file = header + rows.join("");
  for (const [query, stocked] of [
    ["?dry_run=true", { levels: 10_000, already_stocked: 0 }],
    ["", { levels: 10_000, already_stocked: 0 }],
    ["?update=true", { levels: 0, already_stocked: 10_000 }],
  ] as const) {
    const answer = await send(file, query);
    expect([answer.status, answer.body.data?.opening_stock], answer.text.slice(0, 300)).toMatchObject([201, stocked]);
  }
  expect((await shop.get("reports/reconciliation")).body.data).toMatchObject({ checked: 10_000, discrepancies: [] });
  expect((await send(`${file}One,MORE,,1,,,,\n`)).status).toBe(422);
}, 60_000);
