import { expect, test } from "vitest";
import { createTestApp } from "../support/app";

const app = createTestApp();

test("the health check needs no key and says when the directory is gone", async () => {
  const well = await app.request("GET", "/healthz");
  expect(well.body.data).toEqual({ status: "ok", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  const cut = createTestApp({ wrapEngine: () => ({ execute: () => Promise.reject(new Error("gone")) }) });
  const ill = await cut.request("GET", "/healthz");
  expect(ill.status).toBe(503);
  expect(ill.body.errors[0].code).toBe("unavailable");
});
