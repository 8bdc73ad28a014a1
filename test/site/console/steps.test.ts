import { expect, test } from "vitest";
import { accessibilityFaults, useBrowser } from "../../support/browser";
import { demo, openConsole } from "./console";

useBrowser();

/** A variant whose stock has changed by +9, -2 and +5. */
async function changedThrice(): Promise<string> {
  const api = demo();
  const sku = `STEP-${Date.now()}`;
  const { data: place } = await api.createLocation({ body: { name: `Bench ${sku}` } });
  const { data: product } = await api.createProduct({ body: { name: "Stool", sku } });
  for (const quantity of [9, -2, 5]) {
    await api.adjustInventory({ body: { sku, location_id: place.id, quantity, reason: "correction" } });
  }
  return product.variants[0]?.id ?? "";
}

test("the changes of a ledger are walked by arrow keys, and each is said", async () => {
  const page = await openConsole(`#/variants/${await changedThrice()}`);
  const changes = page.getByRole("slider", { name: "Change of stock" });
  await changes.focus();
  const said = () => changes.getAttribute("aria-valuetext");
  expect(await said()).toMatch(/: adjustment \(correction\) \+5, then 12 on hand$/);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(said).toMatch(/-2, then 7 on hand$/);
  await page.keyboard.press("Home");
  await expect.poll(said).toMatch(/\+9, then 9 on hand$/);
  await page.keyboard.press("ArrowRight");
  await expect.poll(said).toMatch(/-2, then 7 on hand$/);
  await page.getByText((await said()) ?? "", { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test("a pointer chooses the change that is nearest to it", async () => {
  const page = await openConsole(`#/variants/${await changedThrice()}`);
  const chart = page.getByRole("img", { name: /^On hand after each of the last 3 changes/ });
  await chart.hover({ position: { x: 2, y: 100 } });
  await page.getByText(/\+9, then 9 on hand$/).waitFor();
});
