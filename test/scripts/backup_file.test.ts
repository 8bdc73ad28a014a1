import { once } from "node:events";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openBackup } from "../../scripts/cli/backup_file.ts";
import { FoundWrong } from "../../scripts/cli/output.ts";
import { startCommand } from "./command.ts";
import { newStateDirectory } from "./server.ts";

const { path: directory, remove } = newStateDirectory();
afterAll(remove);

const ORGANIZATION = { name: "Acme", slug: "acme", timezone: "UTC", currency: "USD", modules: [], settings: {} };

/** A file that begins and ends as a backup does. */
function backup(head: unknown = ORGANIZATION, sql = ""): string {
  return `-- Organization: ${JSON.stringify(head)}
BEGIN TRANSACTION;
CREATE TABLE schema_migrations (version INTEGER, note TEXT);
INSERT INTO schema_migrations VALUES (22, 'a');
${sql}
COMMIT;
-- Complete.
`;
}

function saved(text: string): string {
  const path = join(directory, "backup.sql");
  writeFileSync(path, text);
  return path;
}

/** What a file is refused with. */
async function refusalOf(text: string): Promise<string> {
  const error = await openBackup(saved(text)).then(
    ({ close }) => close(),
    (reason: Error) => reason,
  );
  return error instanceof FoundWrong ? error.message : `not refused: ${error}`;
}

test("a backup says what its organization is created with, and its schema", async () => {
  const { organization, schema_version, close } = await openBackup(saved(backup()));
  const { slug, ...created_with } = ORGANIZATION;
  expect(organization).toEqual(created_with);
  expect(schema_version).toBe(22);
  close();
});

test("a backup is refused if what it says of its organization is not an object with all fields", async () => {
  const { settings, ...without_settings } = ORGANIZATION;
  const what = 'The file is damaged: what follows "-- Organization: "';
  const all = "name, timezone, currency, modules, settings";
  const odd = [
    ...[null, [], 1, "Acme", {}].map((head) => [head, all]),
    [without_settings, "settings"],
    [{ ...ORGANIZATION, modules: null }, "modules"],
    [{ ...ORGANIZATION, modules: [1, 2], name: 1 }, "name, modules"],
  ];
  for (const [head, fields] of odd)
    expect(await refusalOf(backup(head))).toBe(`${what} lacks these fields, or they have another type: ${fields}.`);
  expect(await refusalOf(backup().replace("{", ""))).toBe(`${what} is not JSON.`);
});

test("a file whose line ends were changed is refused by that name", async () => {
  expect(await refusalOf(backup().replaceAll("\n", "\r\n"))).toContain("CRLF");
});

test("a file can't reach other files, load a library, or change how its database works", async () => {
  const other = join(directory, "other.db");
  const before_begin = [`ATTACH '${other}' AS other`, `VACUUM INTO '${other}'`, "PRAGMA journal_mode = WAL"];
  for (const sql of before_begin)
    expect(await refusalOf(`${sql};\n${backup()}`)).toMatch(/not authorized|authorization/);
  const inside = [
    "PRAGMA writable_schema = ON",
    `PRAGMA temp_store_directory = '${directory}'`,
    "INSERT INTO schema_migrations SELECT 1, journal_mode FROM pragma_journal_mode",
    "INSERT INTO schema_migrations SELECT 1, load_extension('other')",
    "INSERT INTO schema_migrations SELECT 1, FTS3_TOKENIZER('simple')",
  ];
  for (const sql of inside)
    expect(await refusalOf(backup(ORGANIZATION, `${sql};`))).toMatch(/not authorized|authorization/);
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "a restore leaves no copy of the backup, also if %s ends it, and says then how to go on",
  async (signal) => {
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const temporary = join(directory, signal);
    mkdirSync(temporary);
    // More than SQLite keeps in memory.
    const large = "INSERT INTO schema_migrations VALUES (1, hex(zeroblob(4000000)));";
    const args = ["restore", saved(backup(ORGANIZATION, large)), "--slug", "acme-2"];
    const { child, said, ended } = startCommand(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, args, {
      TMPDIR: temporary,
    });
    await once(silent, "connection");
    expect(readdirSync(temporary)).toEqual([]);
    child.kill(signal);
    expect(await ended).toBe(130);
    expect(said.out).toBe("");
    // Nobody has answered that there is something to discard.
    expect(said.err).toBe("To go on, repeat the command.\n");
    expect(readdirSync(temporary)).toEqual([]);
    silent.close();
  },
);
