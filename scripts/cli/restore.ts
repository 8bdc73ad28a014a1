import { Command, Option } from "commander";
import { ValidationError } from "../../src/client/index.ts";
import { ENGINES, type EngineName } from "../../src/shared/organization.ts";
import { type Backup, openBackup } from "./backup_file.ts";
import { withBar } from "./bar.ts";
import { type Deployment, deploymentOf } from "./deployment.ts";
import { ifInterrupted } from "./interrupt.ts";
import { FoundWrong, print, say } from "./output.ts";
import { proved } from "./verify.ts";

type Options = { slug: string; name?: string; engine?: EngineName };

/**
 * `restore <file>`: makes an organization of a backup, proves its stock, and prints its first key. Interrupted, it goes on when it is
 * repeated with the same file and slug.
 */
export function restoreCommand(): Command {
  return new Command("restore")
    .description("make a new organization of a backup, prove its stock, and print its first API key")
    .argument("<file>")
    .requiredOption("--slug <slug>", "the short name of the new organization")
    .option("--name <name>", "its name; that of the backup if it is not given")
    .addOption(new Option("--engine <engine>", "where its database is").choices(ENGINES))
    .action(async (file: string, options: Options, command: Command) => {
      const deployment = deploymentOf(command);
      const backup = await openBackup(file);
      try {
        await finish(deployment, await restore(deployment, backup, options));
      } finally {
        backup.close();
      }
    });
}

async function restore(deployment: Deployment, backup: Backup, { slug, name, engine }: Options): Promise<Completed> {
  const { admin } = deployment;
  const { sha256, schema_version, organization } = backup;
  const { name: former, timezone, currency, modules, settings } = organization;
  const body = {
    ...{ name: name ?? former, slug, timezone, currency, modules, settings, ...(engine ? { engine } : {}) },
    ...{ backup: sha256, schema_version },
  };
  // Before it is answered, nobody knows whether there is something to discard, or whose the slug is.
  const begun = await ifInterrupted(
    () => say(REPEAT),
    () => admin.beginRestore({ body }),
  );
  const { id, tables } = begun.data;
  const rest = async () => {
    await sendRows(deployment, backup, begun.data);
    const counts = tables.map(({ name: table }) => ({ table, rows: backup.countOf(table) }));
    return admin.completeRestore({ id, body: { backup: sha256, tables: counts } }, { timeout_ms: LONG_MS });
  };
  const hint = `${goOn(slug)}\n${discard(slug)}`;
  const { data } = await ifInterrupted(() => say(hint), rest).catch((error) => {
    // The same file would be refused for the same reason.
    const is_final = error instanceof FoundWrong || error instanceof ValidationError;
    say(is_final ? discard(slug) : hint);
    throw error;
  });
  return data;
}

/** Prints what was made before anything else can fail: its key is shown only this once. */
async function finish(deployment: Deployment, completed: Completed): Promise<void> {
  print(completed, deployment.is_json, () => completed.api_key.key);
  say(`${completed.name} is restored. Keep its API key: it is shown only this once.`);
  say("Its webhook endpoints, alert subscriptions and integrations are disabled.");
  const { verdict, checked } = await proved(deployment, completed);
  if (verdict !== "ok") throw new FoundWrong(`Its stock was not proved: ${verdict}.`);
  say(`Its stock is proved: ${checked} levels equal the sums of the ledger.`);
}

/** How long the end of a restore may take: the searches of 100,000 products are made anew. */
const LONG_MS = 120_000;

const REPEAT = "To go on, repeat the command.";

const goOn = (slug: string) => `${REPEAT} If it says that the slug is taken, the restore is complete: make a key with
npm run stockbook -- keys create ${slug} --name NAME`;

const discard = (slug: string) => `To remove what was sent: npm run stockbook -- organizations discard ${slug}`;

type Completed = Awaited<ReturnType<Deployment["admin"]["completeRestore"]>>["data"];
type Begun = Awaited<ReturnType<Deployment["admin"]["beginRestore"]>>["data"];

async function sendRows({ admin }: Deployment, backup: Backup, { id, tables }: Begun): Promise<void> {
  requireSameTables(backup, tables);
  const all = tables.reduce((sum, { name }) => sum + backup.countOf(name), 0);
  await withBar("Sending rows", all, async (advance) => {
    for (const { name, columns } of tables) {
      for (const rows of backup.portionsOf(name, columns)) {
        await admin.addRestoredRows({ id, body: { backup: backup.sha256, table: name, rows } });
        advance(rows.length, name);
      }
    }
  });
}

/** Refuses a backup whose tables are not those of its schema: what the organization has no place for would be lost. */
function requireSameTables(backup: Backup, tables: Begun["tables"]): void {
  // Without tables there is nothing left to send.
  if (tables.length === 0) return;
  const known = new Map(tables.map(({ name, columns }) => [name, columns.toSorted().join()]));
  const given = new Map([...backup.columnsOf()].map(([name, columns]) => [name, columns.toSorted().join()]));
  const odd = [...new Set([...known.keys(), ...given.keys()])].filter((name) => known.get(name) !== given.get(name));
  if (odd.length > 0) {
    throw new FoundWrong(
      `The file was changed: ${odd.join(", ")} are not the tables of schema ${backup.schema_version}.`,
    );
  }
}
