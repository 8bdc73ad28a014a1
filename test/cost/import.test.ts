import { expect, test } from "vitest";
import { createTestApp } from "../support/app";
import { costOf } from "../support/cost";
import { openShop } from "../support/shop";

test("an import reads and writes in proportion to its rows, whatever the catalogue has, in two round trips", async () => {
  const shop = await openShop(createTestApp());
  const send = (from: number, rows: number, query = "") =>
    shop.tenant.request("POST", `/api/v1/products/import${query}`, {
      body: `name,sku,barcode,price,cost,location,quantity\n${Array.from(
        { length: rows },
        (_, at) => `Product ${from + at},SKU-${from + at},${from + at}00,9.5,4.25,WH,${(at % 50) + 1}\n`,
      ).join("")}`,
      headers: { "Content-Type": "text/csv" },
    });
  const first = costOf(await send(0, 300));
  expect((await send(1000, 6000)).status).toBe(201);
  const then = costOf(await send(10_000, 300));
  expect(first.round_trips).toBe(2);
  expect(then.round_trips).toBe(2);
  expect(first.rows_read).toBeLessThan(50 * 300);
  expect(then.rows_read).toBeLessThan(50 * 300);
  expect(then.rows_written).toBeLessThan(50 * 300);
  const unchanged = costOf(await send(1000, 300, "?update=true"));
  expect(unchanged.rows_read).toBeLessThan(60 * 300);
  expect(unchanged.rows_written).toBe(0);
}, 60_000);
