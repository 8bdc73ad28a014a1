import { expect, test } from "vitest";
import { createTestApp } from "../support/app";

const app = createTestApp();

test("/ says without a key what this server is, in a page that loads nothing from elsewhere", async () => {
  const page = await app.request("GET", "/");
  expect(page.status).toBe(200);
  expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(page.text).toContain("An inventory API");
  expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  expect(page.text).not.toContain("{{");
});

test("every page that / links to is there", async () => {
  const { text } = await app.request("GET", "/");
  const links = [...text.matchAll(/href="(\/[^"]*)"/g)].map(([, path]) => path as string);
  expect(links).toContain("/openapi.json");
  for (const path of links) expect((await app.request("GET", path)).status).toBe(200);
});
