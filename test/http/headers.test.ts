import { beforeAll, describe, expect, test } from "vitest";
import { type Answer, createTestApp } from "../support/app";
import { openBakery } from "../support/bakery";
import { codesOf } from "../support/shop";

const app = createTestApp();
let shop: Awaited<ReturnType<typeof openBakery>>;
const LOCATIONS = "/api/v1/locations";

beforeAll(async () => {
  shop = await openBakery(app);
});

const get = (path: string, headers: Record<string, string> = {}) => shop.tenant.request("GET", path, { headers });
const tagOf = ({ headers }: Answer) => headers.get("ETag") ?? "";

describe("every response", () => {
  test("with an organization's data is neither stored nor sniffed, refusals included", async () => {
    const made = await shop.tenant.request("POST", LOCATIONS, { body: { name: "A" } });
    const answers = [
      made,
      await get(LOCATIONS),
      await get("/api/v1/nothing"),
      await app.request("GET", LOCATIONS),
      await app.admin("GET", "/admin/v1/organizations"),
      await shop.tenant.request("DELETE", `${LOCATIONS}/${made.body.data.id}`),
      await app.admin("GET", `/admin/v1/organizations/${shop.tenant.id}/export`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 404, 401, 200, 204, 200]);
    for (const { headers } of answers) {
      expect(headers.get("Cache-Control")).toBe("private, no-store");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    }
  });

  test("that is a refusal links to the page that explains its code", async () => {
    const refused = [
      await get("/api/v1/nothing"),
      await app.request("GET", LOCATIONS),
      await get(`${LOCATIONS}?colour=red`),
    ];
    expect(refused.map(({ headers }) => headers.get("Link"))).toEqual(
      ["not_found", "unauthorized", "validation_failed"].map(
        (code) => `<http://stockbook.test/docs/errors#${code}>; rel="help"`,
      ),
    );
  });

  test("public files may be kept", async () => {
    const { headers } = await app.request("GET", "/openapi.json");
    expect(headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  test("asks for HTTPS from then on where it came by HTTPS", async () => {
    expect((await get(LOCATIONS)).headers.get("Strict-Transport-Security")).toBeNull();
    const secure = await get(LOCATIONS, { "X-Forwarded-Proto": "https" });
    expect(secure.headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
    expect(secure.headers.get("Link")).toContain("<https://stockbook.test/api/v1/locations?page=1>");
  });
});

describe("scripts of other sites", () => {
  const Origin = "https://shop.example";

  test("are answered a preflight without a key, on any path", async () => {
    const headers = { Origin, "Access-Control-Request-Method": "PATCH", "Access-Control-Request-Headers": "if-match" };
    for (const path of [`${LOCATIONS}/loc_1`, "/admin/v1/organizations", "/api/v1/nothing"]) {
      const answer = await app.request("OPTIONS", path, { headers });
      expect(answer.status).toBe(204);
      expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(answer.headers.get("Access-Control-Allow-Methods")).toBe("GET,HEAD,POST,PATCH,DELETE");
      for (const name of ["Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match"]) {
        expect(answer.headers.get("Access-Control-Allow-Headers")).toContain(name);
      }
      expect(answer.headers.get("Access-Control-Allow-Credentials")).toBeNull();
      expect(answer.headers.get("X-Request-Id")).toMatch(/^req_/);
    }
  });

  test("see every header of a response, refusals included", async () => {
    const answers = [
      await get(LOCATIONS, { Origin }),
      await get("/api/v1/nothing", { Origin }),
      await app.request("GET", LOCATIONS, { headers: { Origin } }),
      await shop.tenant.request("POST", LOCATIONS, { body: {}, headers: { Origin } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 401, 422]);
    const usual = ["content-type", "cache-control", "x-content-type-options"];
    for (const { headers } of answers) {
      expect(headers.get("Access-Control-Allow-Origin")).toBe("*");
      const exposed = (headers.get("Access-Control-Expose-Headers") ?? "").toLowerCase().split(",");
      const sent = [...headers.keys()].filter((name) => !name.startsWith("access-control-") && !usual.includes(name));
      expect(sent.filter((name) => !exposed.includes(name))).toEqual([]);
    }
  });
});

describe("Location", () => {
  test("leads to what was created, also when repeated, and not for a dry run", async () => {
    const items = [{ sku: "MUG", quantity: 1 }];
    const body = { location_id: shop.warehouse, items };
    const headers = { "Idempotency-Key": "located" };
    const made = await shop.tenant.request("POST", "/api/v1/orders", { body, headers });
    expect(made.headers.get("Location")).toBe(`/api/v1/orders/${made.body.data.id}`);
    expect((await get(made.headers.get("Location") ?? "")).body.data.id).toBe(made.body.data.id);
    const again = await shop.tenant.request("POST", "/api/v1/orders", { body, headers });
    expect(again.headers.get("Location")).toBe(made.headers.get("Location"));
    const dry = await shop.tenant.request("POST", "/api/v1/orders?dry_run=true", { body });
    expect(dry.headers.get("Location")).toBeNull();
  });

  test("of a variant made under its product is among the variants", async () => {
    const { id } = await shop.product("POT");
    const made = await shop.post(`products/${id}/variants`, { sku: "POT-L", name: "Large" });
    expect(made.headers.get("Location")).toBe(`/api/v1/variants/${made.body.data.id}`);
    expect((await get(made.headers.get("Location") ?? "")).status).toBe(200);
  });
});

describe("ETag", () => {
  test("changes with the body, also where another resource changed it, and the version still matches", async () => {
    const { id } = await shop.product("JAR");
    const path = `/api/v1/products/${id}`;
    const before = await get(path);
    const order = await shop.made("purchase_orders", {
      ...{ supplier_id: shop.supplier, location_id: shop.warehouse, currency: "USD" },
      items: [{ sku: "JAR", quantity: 2, unit_cost: 3 }],
    });
    expect((await shop.post(`purchase_orders/${order.id}/receive`)).status).toBe(200);
    const after = await get(path);
    expect(after.body.data.variants[0].cost).toBe(3);
    expect(after.body.data.version).toBe(before.body.data.version);
    expect(tagOf(after)).not.toBe(tagOf(before));
    expect(tagOf(after)).toMatch(new RegExp(`^"${after.body.data.version}-[0-9a-f]{16}"$`));
    const write = (tag: string) =>
      shop.tenant.request("PATCH", path, { body: { name: "Jar" }, headers: { "If-Match": tag } });
    expect((await write(tagOf(before))).status).toBe(200);
    expect(codesOf(await write(tagOf(before)))).toEqual(["stale_version"]);
  });

  test("of a lot changes with its quantities", async () => {
    const id = await shop.add("BREAD", 5, "TAGGED");
    const before = await get(`/api/v1/lots/${id}`);
    await shop.post("waste_records", {
      ...{ sku: "BREAD", location_id: shop.warehouse, quantity: 1 },
      ...{ reason: "spoilage", lot_record_id: id },
    });
    const after = await get(`/api/v1/lots/${id}`);
    expect(after.body.data).not.toEqual(before.body.data);
    expect(tagOf(after)).not.toBe(tagOf(before));
  });

  test("makes a read conditional: 304 without a body while the content is the same", async () => {
    const path = `${LOCATIONS}/${shop.warehouse}`;
    const first = await get(path);
    const tag = tagOf(first);
    for (const known of [tag, `W/${tag}`, `"0-0", ${tag}`, "*"]) {
      const same = await get(path, { "If-None-Match": known });
      expect([same.status, same.text, tagOf(same)]).toEqual([304, "", tag]);
      expect(same.headers.get("X-Request-Id")).toMatch(/^req_/);
    }
    expect((await get(path, { "If-None-Match": '"1"' })).status).toBe(200);
    await shop.tenant.request("PATCH", path, { body: { name: "Elsewhere" } });
    expect((await get(path, { "If-None-Match": tag })).status).toBe(200);
    const body = { name: "Once more" };
    const write = await shop.tenant.request("PATCH", path, {
      body,
      headers: { "If-None-Match": tagOf(await get(path)) },
    });
    expect(write.status).toBe(200);
  });
});

describe("HEAD", () => {
  test("is GET without the body", async () => {
    for (const path of [
      LOCATIONS,
      `${LOCATIONS}/${shop.warehouse}`,
      "/healthz",
      "/openapi.json",
      `${LOCATIONS}/none`,
    ]) {
      const full = await get(path);
      const head = await shop.tenant.request("HEAD", path);
      expect([head.status, head.text]).toEqual([full.status, ""]);
      for (const name of ["Content-Type", "ETag", "Link", "Cache-Control"]) {
        expect(head.headers.get(name)).toBe(full.headers.get(name));
      }
    }
    expect((await shop.tenant.request("HEAD", `${LOCATIONS}/none/nothing`)).status).toBe(404);
  });
});
