import { beforeAll, expect, test } from "vitest";
import { openShop, type Shop } from "../support/shop";

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
  for (const [sku, name] of [
    ["SOCK", "🧦🧶 socks"],
    ["RICE", "𠮷野 rice"],
    ["CAFE", "Café crème"],
  ]) {
    await shop.made("products", { name, sku });
  }
});

const skus = async (list: string, search: string) => {
  const rows = (await shop.get(`${list}?search=${encodeURIComponent(search)}`)).body.data;
  return rows.map((row: { sku?: string; variants?: { sku: string }[] }) => row.sku ?? row.variants?.[0]?.sku);
};

test.each(["products", "variants"])(
  "%s are found by one or two characters that begin a word, of any script",
  async (list) => {
    expect(await skus(list, "🧦")).toEqual(["SOCK"]);
    expect(await skus(list, "🧦🧶")).toEqual(["SOCK"]);
    expect(await skus(list, "𠮷野")).toEqual(["RICE"]);
    expect(await skus(list, "𠮷")).toEqual(["RICE"]);
    expect(await skus(list, "cr")).toEqual(["CAFE"]);
    expect(await skus(list, "🧶")).toEqual([]);
  },
);
