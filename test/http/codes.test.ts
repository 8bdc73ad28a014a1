import { beforeAll, describe, expect, test } from "vitest";
import { codesOf, openShop, type Shop } from "../support/shop";

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
