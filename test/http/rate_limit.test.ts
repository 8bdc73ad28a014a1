import { describe, expect, test } from "vitest";
import { mintApiKey } from "../../src/control/api_keys/token";
import { parseEnv } from "../../src/env";
import { countFailure, type RateWindows, spend } from "../../src/http/rate_limit";
import { createTestApp } from "../support/app";
import { codesOf } from "../support/shop";

const LOCATIONS = "/api/v1/locations";

describe("the counts of a minute", () => {
  const caller = (name: number) => ({ caller_id: `key_${name}`, organization_id: `org_${name}` });
  const policy = { policy: "default", limit: 100 } as const;
  const left = (windows: RateWindows, name: number, now: number) => spend(windows, caller(name), policy, now).RateLimit;

  test("of many keys at once push out the oldest ones, not each other", () => {
    const windows: RateWindows = new Map();
    for (let name = 0; name < 20_000; name++) left(windows, name, name);
    expect(windows.size).toBe(10_000);
    expect(left(windows, 19_999, 20_000)).toBe('"default";r=98;t=60');
    expect(left(windows, 15_100, 20_000)).toBe('"default";r=98;t=56');
    expect(left(windows, 0, 20_000)).toBe('"default";r=99;t=60');
  });

  test("start again with the next minute", () => {
    const windows: RateWindows = new Map();
    left(windows, 1, 0);
    expect(left(windows, 1, 59_999)).toBe('"default";r=98;t=1');
    expect(left(windows, 1, 60_000)).toBe('"default";r=99;t=60');
  });

  test("of failures are by address", () => {
    const failures: RateWindows = new Map();
    for (let attempt = 0; attempt < 20; attempt++) countFailure(failures, "203.0.113.1", 0);
    expect(() => countFailure(failures, "203.0.113.1", 1000)).toThrow(/More than 20 failed attempts/);
    expect(() => countFailure(failures, "203.0.113.2", 1000)).not.toThrow();
    expect(() => countFailure(failures, "203.0.113.1", 60_000)).not.toThrow();
  });
});

test("an organization's keys share ten times what one of them may send", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant({ settings: { rate_limits: { requests_per_minute: 3 } } });
  const path = `/admin/v1/organizations/${tenant.id}/api_keys`;
  const statuses: number[] = [];
  let refused = await app.admin("GET", path);
  for (let minted = 0; minted < 11; minted++) {
    const { key } = (await app.admin("POST", path, { body: { name: "More", scopes: ["read"] } })).body.data;
    for (let sent = 0; sent < 3; sent++) {
      refused = await app.request("GET", LOCATIONS, { key });
      statuses.push(refused.status);
    }
  }
  expect(statuses).toEqual([...Array(30).fill(200), 429, 429, 429]);
  expect(codesOf(refused)).toEqual(["rate_limited"]);
  expect(refused.headers.get("RateLimit-Policy")).toBe('"organization";q=30;w=60');
  expect(refused.headers.get("Retry-After")).toBe("60");
  app.clock.advance(60_000);
  expect((await tenant.request("GET", LOCATIONS)).status).toBe(200);
});

test("questions have a rate limit of their own, which other requests do not count against", async () => {
  const app = createTestApp();
  const rate_limits = { requests_per_minute: 3, ai_requests_per_minute: 2 };
  const tenant = await app.mintTenant({ settings: { rate_limits } });
  const ask = () => tenant.request("POST", "/api/v1/ai/query", { body: { question: "What is the weather like?" } });
  const first = await ask();
  expect(first.headers.get("RateLimit-Policy")).toBe('"ai";q=2;w=60');
  expect(first.headers.get("RateLimit")).toBe('"ai";r=1;t=60');
  expect([first.status, (await ask()).status]).toEqual([422, 422]);
  const refused = await ask();
  expect(codesOf(refused)).toEqual(["rate_limited"]);
  expect(refused.headers.get("Retry-After")).toBe("60");
  expect(refused.headers.get("RateLimit-Policy")).toBe('"ai";q=2;w=60');
  const others = await Promise.all([1, 2, 3].map(() => tenant.request("GET", LOCATIONS)));
  expect(others.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(others[0]?.headers.get("RateLimit-Policy")).toBe('"default";q=3;w=60');
  app.clock.advance(60_000);
  expect((await ask()).status).toBe(422);
});

test("after 20 failures a minute from one address further ones are 429, and valid credentials from there are not affected", async () => {
  const app = createTestApp();
  const tenant = await app.mintTenant();
  const from = (address: string) => ({ headers: { "CF-Connecting-IP": address } });
  const tries = [
    () => app.request("GET", LOCATIONS, from("203.0.113.1")),
    () => app.request("GET", LOCATIONS, { key: mintApiKey(), ...from("203.0.113.1") }),
    () => app.request("GET", "/admin/v1/organizations", { key: "a-guessed-admin-token", ...from("203.0.113.1") }),
  ];
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 24; attempt++) statuses.push((await tries[attempt % 3]?.())?.status ?? 0);
  expect(statuses).toEqual([...Array(20).fill(401), ...Array(4).fill(429)]);

  const refused = await tries[1]?.();
  expect(refused?.body.errors[0].code).toBe("rate_limited");
  expect(refused?.headers.get("Retry-After")).toBe("60");
  expect((await tenant.request("GET", LOCATIONS, from("203.0.113.1"))).status).toBe(200);
  expect((await app.admin("GET", "/admin/v1/organizations", from("203.0.113.1"))).status).toBe(200);
  expect((await app.request("GET", LOCATIONS, from("203.0.113.2"))).status).toBe(401);
  app.clock.advance(60_000);
  expect((await tries[1]?.())?.status).toBe(401);
});

test("a deployment whose settings can't be used says so in the log, and is a plain 500 to everyone", async () => {
  expect(() => parseEnv({ ADMIN_TOKEN: "short" })).toThrow(/ADMIN_TOKEN must have at least 16 characters/);
  const app = createTestApp({
    settings() {
      return parseEnv({ ADMIN_TOKEN: "short" });
    },
  });
  for (const path of ["/healthz", LOCATIONS, "/admin/v1/organizations", "/nothing"]) {
    const answer = await app.request("GET", path, { key: mintApiKey() });
    expect(codesOf(answer)).toEqual(["internal_error"]);
    expect(answer.text).not.toContain("ADMIN_TOKEN");
    expect(answer.body.request_id).toBe(answer.headers.get("X-Request-Id"));
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
  }
});
