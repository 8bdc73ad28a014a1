import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noteSecretsKey } from "../../scripts/lib/key_note.ts";

const [FIRST, SECOND, THIRD] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill).toString("base64")) as [
  string,
  string,
  string,
];
let data: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "stockbook-key-"));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const start = (SECRETS_KEY: string, SECRETS_KEYS_BEFORE = "") =>
  noteSecretsKey(data, { SECRETS_KEY, SECRETS_KEYS_BEFORE });

test("a start with another key than before warns, each time, until the key from before is back", () => {
  expect(start(FIRST)).toBeNull();
  expect(start(FIRST)).toBeNull();
  expect(start(SECOND)).toMatch(/^SECRETS_KEY has changed, /);
  expect(start(SECOND, THIRD)).toMatch(/^SECRETS_KEY has changed, /);
  expect(start(FIRST)).toBeNull();
});

test("a key is replaced without a warning while the one before is in SECRETS_KEYS_BEFORE", () => {
  expect(start(FIRST)).toBeNull();
  expect(start(SECOND, `${THIRD},${FIRST}`)).toBeNull();
  expect(start(SECOND)).toBeNull();
  expect(start(FIRST)).toMatch(/^SECRETS_KEY has changed, /);
});

test("what is noted doesn't contain the key", () => {
  start(FIRST);
  const texts = readdirSync(data).map((name) => readFileSync(join(data, name), "utf8"));
  expect(texts).toEqual([expect.stringMatching(/^[0-9a-f]{8}\n$/)]);
});
