import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTestApp } from "../../support/app";

/** The namespaces whose streams were opened, and those whose open streams were used. */
const opened: string[] = [];
let used: string[] = [];

beforeEach(() => {
  // What other test files left in this isolate has been idle for too long.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 8_000 });
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const namespace = new Headers(init?.headers).get("x-namespace-bin");
    if (namespace) (String(init?.body).startsWith('{"baton":null') ? opened : used).push(atob(namespace));
    return real(input, init);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test("the requests of an organization share a stream, in every app of an isolate, and those of another have their own", async () => {
  const app = createTestApp();
  const another = createTestApp();
  const tenants = [await app.mintTenant(), await app.mintTenant()];
  const namespaces = tenants.map(({ id }) => id.replace("_", "-"));
  expect(opened).toEqual(namespaces);
  used = [];
  for (const { api_key: key, id } of tenants) {
    const made = await app.request("POST", "/api/v1/locations", { key, body: { name: id } });
    expect(made.status).toBe(201);
    const listed = await another.request("GET", "/api/v1/locations", { key });
    expect(listed.body.data.map(({ name }: { name: string }) => name)).toEqual([id]);
  }
  expect(opened).toEqual(namespaces);
  expect([...new Set(used)]).toEqual(namespaces);
});
