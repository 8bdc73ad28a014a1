import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useBrowser } from "../../support/browser";
import { demo, expectGoodEverywhere, openConsole } from "./console";

useBrowser();

const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true };
let made = 0;

/** A shelf with 5 jars and 3 tins. */
async function shelf() {
  const api = demo();
  made += 1;
  const mark = `${Date.now()}${made}`;
  const { data: place } = await api.createLocation({ body: { name: `Shelf ${mark}` } });
  const [jar, tin] = [`JAR-${mark}`, `TIN-${mark}`];
  const barcode = `CODE-${mark}`;
  await api.createProduct({ body: { name: "Jar", variants: [{ sku: jar, barcode }] } });
  await api.createProduct({ body: { name: "Tin", variants: [{ sku: tin }] } });
  await api.adjustInventory({ body: { sku: jar, location_id: place.id, quantity: 5, reason: "correction" } });
  await api.adjustInventory({ body: { sku: tin, location_id: place.id, quantity: 3, reason: "correction" } });
  return { api, place, jar, tin, barcode };
}

/** Starts a blind count of a location on a phone, and returns the page and the count's id. */
async function startCount(page: Page, location_id: string) {
  await page.getByLabel("Location").selectOption(location_id);
  await page.getByRole("button", { name: "Start counting" }).click();
  await page.getByText("0 of 2 counted").waitFor();
  return page.url().slice(page.url().lastIndexOf("/") + 1);
}

async function enter(page: Page, code: string) {
  await page.getByLabel("Barcode or SKU").fill(code);
  await page.getByLabel("Barcode or SKU").press("Enter");
}

test("a shelf is counted blind on a phone, and its differences are shown before stock changes", async () => {
  const { api, place, jar, tin, barcode } = await shelf();
  const page = await openConsole("#/counts", PHONE);
  const id = await startCount(page, place.id);
  await enter(page, barcode);
  await page.getByText("1 of 2 counted").waitFor();
  await page.getByRole("button", { name: "One more" }).click();
  await page.getByText("Everything counted is saved.").waitFor();
  await enter(page, tin);
  const amount = page.getByLabel("Counted quantity");
  await page.getByRole("region", { name: `Quantity of ${tin}` }).waitFor();
  await amount.fill("3");
  await amount.press("Enter");
  await page.getByText("2 of 2 counted").waitFor();
  await page.getByText("Everything counted is saved.").waitFor();
  expect(await page.locator("main").textContent()).not.toContain("of 5");

  await page.getByRole("button", { name: "Review and complete" }).click();
  const row = page.getByRole("dialog").getByRole("row", { name: jar });
  await row.waitFor();
  expect(await row.getByRole("cell").allTextContents()).toEqual(["5", "2", "-3"]);
  expect((await api.getCycleCount({ id })).data.status).toBe("in_progress");

  await page.getByRole("dialog").getByRole("button", { name: "Complete" }).click();
  await page.getByRole("heading", { name: "Completed" }).waitFor();
  const { data: levels } = await api.listInventoryLevels({ location_id: place.id });
  expect(Object.fromEntries(levels.map(({ sku, on_hand }) => [sku, on_hand]))).toEqual({ [jar]: 2, [tin]: 3 });
});

test("what is counted without a connection stays on the phone, also when it is opened again, and is sent once", async () => {
  const { api, place, jar, barcode } = await shelf();
  const page = await openConsole("#/counts", PHONE);
  const id = await startCount(page, place.id);
  await page.context().setOffline(true);
  await enter(page, barcode);
  await page.getByText(`Not sent yet: ${jar} 1`).waitFor();
  await enter(page, barcode);
  await page.getByText(`Not sent yet: ${jar} 2`).waitFor();
  expect(await page.getByRole("button", { name: "Review and complete" }).isDisabled()).toBe(true);
  expect((await api.getCycleCount({ id })).data.items.map((item) => item.counted_quantity)).toEqual([null, null]);

  await page.context().setOffline(false);
  await page.reload();
  await page.getByText("1 of 2 counted").waitFor();
  await page.getByText("Everything counted is saved.").waitFor();
  const { data } = await api.getCycleCount({ id });
  expect(data.items.find(({ sku }) => sku === jar)?.counted_quantity).toBe(2);
});

test("the camera adds one for each barcode that comes into its picture", async () => {
  const { api, place, jar, barcode } = await shelf();
  const page = await openConsole("#/counts", PHONE);
  await page.evaluate(`
    globalThis.shown = [];
    globalThis.BarcodeDetector = class { detect() { return Promise.resolve(globalThis.shown.map((rawValue) => ({ rawValue }))); } };
    const canvas = document.createElement("canvas");
    canvas.getContext("2d");
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(5));
    HTMLVideoElement.prototype.play = () => Promise.resolve();
  `);
  const id = await startCount(page, place.id);
  await page.getByRole("button", { name: "Scan with the camera" }).click();
  const amount = page.getByLabel("Counted quantity");
  await page.evaluate(`globalThis.shown = [${JSON.stringify(barcode)}]`);
  await page.getByRole("region", { name: `Quantity of ${jar}` }).waitFor();
  await page.getByText("1 of 2 counted").waitFor();
  await expect.poll(() => amount.inputValue()).toBe("1");
  await page.evaluate("globalThis.shown = []");
  await page.waitForTimeout(2000);
  await page.evaluate(`globalThis.shown = [${JSON.stringify(barcode)}]`);
  await expect.poll(() => amount.inputValue()).toBe("2");
  await page.getByText("Everything counted is saved.").waitFor();
  const { data } = await api.getCycleCount({ id });
  expect(data.items.find(({ sku }) => sku === jar)?.counted_quantity).toBe(2);
});

test("a code that nothing has is named, and an entry that is refused can be discarded", async () => {
  const { api, place, jar } = await shelf();
  const page = await openConsole("#/counts", PHONE);
  const id = await startCount(page, place.id);
  await enter(page, "NO-SUCH-CODE-4711");
  await page.getByRole("alert").waitFor();
  await api.cancelCycleCount({ id });
  await enter(page, jar);
  await page.getByText(`${jar} 1 was refused`).waitFor();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByText("Everything counted is saved.").waitFor();
});

test("counts are good to use in light and dark, on a phone and on a desk", async () => {
  const { api, place } = await shelf();
  await expectGoodEverywhere("#/counts", "form.new-count");
  const { data: count } = await api.createCycleCount({ body: { location_id: place.id } });
  await api.loadCycleCountInventory({ id: count.id });
  await api.startCycleCount({ id: count.id });
  await expectGoodEverywhere(`#/counts/${count.id}`, ".items li");
});
