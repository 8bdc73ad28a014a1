import { expect, test } from "vitest";
import { DAY } from "../../support/insights";
import { openSender, shopifyLine, shopifyOrder } from "../../support/senders";
import { openShop } from "../../support/shop";

test("what arrived is deleted after 30 days, but for what failed; its order is known for good", async () => {
  const shop = await openShop();
  const sender = await openSender(shop, "shopify");
  const topics = async () =>
    (await sender.deliveries()).map(({ topic, status }: Record<string, string>) => `${topic} ${status}`);
  const nightly = () => shop.app.admin("POST", `/admin/v1/organizations/${shop.tenant.id}/jobs/nightly`);
  await sender.deliver("orders/create", shopifyOrder());
  await sender.deliver("orders/create", shopifyOrder({ id: 2, line_items: [shopifyLine({ sku: "NONE" })] }));
  await sender.deliver("products/update", {});
  shop.app.clock.advance(29 * DAY);
  await sender.deliver("products/create", {});
  await nightly();
  expect(await topics()).toHaveLength(4);
  shop.app.clock.advance(2 * DAY);
  expect((await nightly()).status).toBe(200);
  expect(await topics()).toEqual(["products/create ignored", "orders/create failed"]);
  expect(await sender.deliver("orders/create", shopifyOrder())).toMatchObject({ status: "ignored" });
  expect(await sender.orders("5123456789012")).toHaveLength(1);
});
