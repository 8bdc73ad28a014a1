import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makePrivateDirectory, makePrivateFile } from "../../scripts/lib/private.ts";

const folder = mkdtempSync(join(tmpdir(), "stockbook-private-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);

test("a file of secrets is readable to its user only, also if it was there before", () => {
  const path = join(folder, ".dev.vars");
  makePrivateFile(path);
  writeFileSync(path, "ADMIN_TOKEN=x\n", { mode: 0o644 });
  makePrivateFile(path);
  expect(modeOf(path)).toBe("600");
});

test("a state directory can be entered by its user only, also if it was there before", () => {
  const path = join(folder, "state");
  makePrivateDirectory(path);
  expect(modeOf(path)).toBe("700");
  chmodSync(path, 0o755);
  makePrivateDirectory(path);
  expect(modeOf(path)).toBe("700");
});

test("a directory that everybody shares stays as it is", () => {
  const path = join(folder, "shared");
  makePrivateDirectory(path);
  chmodSync(path, 0o1777);
  makePrivateDirectory(path);
  expect(modeOf(path)).toBe("1777");
});
