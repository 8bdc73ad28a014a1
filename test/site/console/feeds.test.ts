import { expect, test } from "vitest";
import { useBrowser } from "../../support/browser";
import { demo, expectGoodEverywhere, openConsole } from "./console";

useBrowser();

test("insights come most urgent first; evidence is read again in place, and a dismissed one is gone", async () => {
  const page = await openConsole("#/insights");
  const cards = page.locator("article.insight");
  await cards.first().waitFor();
  const order = await cards.locator(".badge").allTextContents();
  const rank = ["critical", "warning", "info"];
  expect(order).toEqual(order.toSorted((one, two) => rank.indexOf(one) - rank.indexOf(two)));

  const first = cards.first();
  await first.getByText(/^Evidence/).click();
  await first
    .getByRole("button", { name: /^Show source/ })
    .first()
    .click();
  await first.locator("code.path", { hasText: "GET /api/v1/" }).waitFor();
  await first.locator("dl.values").first().waitFor();

  const last = cards.last();
  const title = await last.getByRole("heading").textContent();
  const { length } = order;
  await last.getByRole("button", { name: `Dismiss: ${title}` }).click();
  await expect.poll(() => cards.count()).toBe(length - 1);
});

test("a suggested action is shown as the request it is, and sent by one more click", async () => {
  const api = demo();
  const page = await openConsole("#/insights");
  const card = page.locator("article.insight", { hasText: "Ask Cormorant Ceramics for a new date" });
  await card.getByRole("button", { name: /^Do this/ }).click();
  const dialog = page.getByRole("dialog");
  const request = (await dialog.locator("pre").textContent()) ?? "";
  const [, id = "", date] = request.match(/PATCH \/api\/v1\/purchase_orders\/(\S+)[\s\S]*"expected_at": "(\S+)"/) ?? [];
  const before = (await api.getPurchaseOrder({ id })).data.version;
  await dialog.getByRole("button", { name: "Send" }).click();
  await card.getByText(/^Done: PO-/).waitFor();
  const { data: after } = await api.getPurchaseOrder({ id });
  expect(after.version).toBe(before + 1);
  expect(after.expected_at).toContain(date?.slice(0, 7));
});

test("the feed shows what happens without being asked, and stops while it is paused", async () => {
  const api = demo();
  const page = await openConsole("#/events");
  await page.locator(".feed li").first().waitFor();
  // Other tests write at the same time, but no suppliers.
  await page.getByLabel("Type").selectOption("supplier.created");
  const { data: one } = await api.createSupplier({ body: { name: `Early ${Date.now()}` } });
  await page.locator(".feed li").first().getByText(one.name).waitFor();

  await page.getByRole("button", { name: "Pause" }).click();
  const { data: two } = await api.createSupplier({ body: { name: `Late ${Date.now()}` } });
  await page.waitForTimeout(4000);
  expect(await page.getByText(two.name).count()).toBe(0);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByText(two.name).waitFor();

  await page.getByLabel("Type").selectOption("lot.expiring");
  await page.locator(".feed li").first().getByText("lot.expiring").waitFor();
  expect(new Set(await page.locator(".feed .type").allTextContents())).toEqual(new Set(["lot.expiring"]));
});

test("a question gets an answer with rows, the next one goes on from it, and evidence is read again", async () => {
  const page = await openConsole("#/questions");
  await page.getByRole("button", { name: "What is low on stock?" }).click();
  const turn = page.locator("article.turn").first();
  await turn.getByRole("table").waitFor();
  await turn.getByText("Taken to mean: Stock at or below its reorder point.").waitFor();
  await page.getByRole("textbox").fill("and in Cornmarket Shop?");
  await page.getByRole("textbox").press("Enter");
  await page.locator("article.turn").nth(1).waitFor();
  await page
    .locator("article.turn")
    .first()
    .getByText(/Taken to mean: .*Cornmarket Shop/)
    .waitFor();
  await page
    .locator("article.turn")
    .first()
    .getByRole("button", { name: /^Show evidence/ })
    .first()
    .click();
  await page.getByText(/GET \/api\/v1\/ai\/tools\/low_stock/).waitFor();
});

test("a question that may mean two things is asked again with the one that was meant", async () => {
  const page = await openConsole("#/questions");
  await page.getByRole("textbox").fill("stock of cornmarket");
  await page.getByRole("button", { name: "Ask" }).click();
  await page.getByRole("button", { name: /^Cornmarket Shop/ }).click();
  await page.getByRole("heading", { name: "stock of Cornmarket Shop" }).waitFor();
  await page
    .locator("article.turn")
    .first()
    .getByText(/^Taken to mean/)
    .waitFor();
});

test("insights, events and questions are good to use in light and dark, on a phone and on a desk", async () => {
  await expectGoodEverywhere("#/insights", "article.insight");
  await expectGoodEverywhere("#/events", ".feed li");
  await expectGoodEverywhere("#/questions", "form.ask");
});
