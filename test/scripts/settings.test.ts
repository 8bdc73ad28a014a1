import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { generatedSecret, readSettings } from "../../scripts/lib/settings.ts";

const OPTIONAL = {
  SECRETS_KEY: Buffer.alloc(32, 1).toString("base64"),
  SECRETS_KEYS_BEFORE: `${Buffer.alloc(32, 2).toString("base64")},${Buffer.alloc(32, 3).toString("base64")}`,
  ALLOW_PRIVATE_WEBHOOKS: "false",
  PUBLIC_URL: "https://stock.example.com",
  DNS_RESOLVER_URL: "https://dns.example.com/resolve",
  RESEND_API_KEY: "re_123",
  RESEND_API_URL: "http://127.0.0.1:9999",
  ALERTS_FROM: "Stock <stock@example.com>",
  OPENAI_API_KEY: "sk-123",
  OPENAI_BASE_URL: "http://127.0.0.1:11434/v1",
  OPENAI_MODEL: "llama",
  OPENAI_API: "chat",
};

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "stockbook-settings-"));
  file = join(folder, "kept/secrets.env");
  vi.stubEnv("SECRETS_FILE", file);
  for (const name of ["ADMIN_TOKEN", "HOST", ...Object.keys(OPTIONAL)]) vi.stubEnv(name, undefined);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const stub = (settings: Record<string, string>) => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
};

test("an operator's token and a key for secrets are generated once, and kept readable to their user only", () => {
  const { ADMIN_TOKEN, SECRETS_KEY } = readSettings().bindings;
  expect(ADMIN_TOKEN).toMatch(/^[\w-]{32}$/);
  expect(Buffer.from(SECRETS_KEY ?? "", "base64")).toHaveLength(32);
  expect(readFileSync(file, "utf8")).toBe(`ADMIN_TOKEN=${ADMIN_TOKEN}\nSECRETS_KEY=${SECRETS_KEY}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readSettings().bindings).toMatchObject({ ADMIN_TOKEN, SECRETS_KEY });
});

test("a generated secret is added to a file whose last line has no end, and the file becomes private", () => {
  generatedSecret("ADMIN_TOKEN");
  writeFileSync(file, "ADMIN_TOKEN=written-by-hand-0123");
  chmodSync(file, 0o644);
  const { ADMIN_TOKEN, SECRETS_KEY } = readSettings().bindings;
  expect(ADMIN_TOKEN).toBe("written-by-hand-0123");
  expect(readFileSync(file, "utf8")).toBe(`ADMIN_TOKEN=${ADMIN_TOKEN}\nSECRETS_KEY=${SECRETS_KEY}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("what the environment sets is passed on and takes precedence, and nothing is generated in its place", () => {
  generatedSecret("ADMIN_TOKEN");
  stub(OPTIONAL);
  expect(readSettings().bindings).toMatchObject(OPTIONAL);
  expect(readFileSync(file, "utf8")).not.toContain("SECRETS_KEY");
});

test.each([
  ["127.0.0.1", "true"],
  ["127.8.0.1", "true"],
  ["::1", "true"],
  ["localhost", "true"],
  ["0.0.0.0", "false"],
  ["::", "false"],
  ["192.0.2.7", "false"],
])("listening at %s, private addresses of webhooks are allowed by default: %s", (HOST, expected) => {
  stub({ HOST });
  expect(readSettings().bindings.ALLOW_PRIVATE_WEBHOOKS).toBe(expected);
  stub({ ALLOW_PRIVATE_WEBHOOKS: expected === "true" ? "false" : "true" });
  expect(readSettings().bindings.ALLOW_PRIVATE_WEBHOOKS).not.toBe(expected);
});

describe("refused in one sentence", () => {
  const HOW = "must be 32 random bytes in base64. Generate them with `openssl rand -base64 32`.";
  test.each([
    [{ SECRETS_KEY: "too short" }, `SECRETS_KEY ${HOW}`],
    [{ SECRETS_KEY: Buffer.alloc(31).toString("base64") }, `SECRETS_KEY ${HOW}`],
    [{ SECRETS_KEYS_BEFORE: `${OPTIONAL.SECRETS_KEY},x` }, `Each key in SECRETS_KEYS_BEFORE ${HOW}`],
    [{ ALLOW_PRIVATE_WEBHOOKS: "1" }, 'ALLOW_PRIVATE_WEBHOOKS must be true or false, not "1".'],
    [
      { PUBLIC_URL: "example.com" },
      'PUBLIC_URL must be a URL that begins with https:// or http://, not "example.com".',
    ],
    [
      { RESEND_API_URL: "ftp://x" },
      'RESEND_API_URL must be a URL that begins with https:// or http://, not "ftp://x".',
    ],
    [{ OPENAI_BASE_URL: "v1" }, 'OPENAI_BASE_URL must be a URL that begins with https:// or http://, not "v1".'],
    [{ OPENAI_API: "grpc" }, 'OPENAI_API must be one of responses, chat, not "grpc".'],
  ])("%o", (settings: Record<string, string>, sentence) => {
    stub(settings);
    expect(() => readSettings()).toThrow(new Error(sentence));
  });
});
