import { progress } from "@clack/prompts";
import { Command, Option } from "commander";
import { ENGINES, type EngineName } from "../../src/shared/organization.ts";
import { type Backup, openBackup } from "./backup_file.ts";
import { type Deployment, deploymentOf } from "./deployment.ts";
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
        await restore(deployment, backup, options);
      } finally {
        backup.close();
      }
    });
}

async function restore(deployment: Deployment, backup: Backup, { slug, name, engine }: Options): Promise<void> {
  const { admin, is_json } = deployment;
  const { sha256, schema_version, organization } = backup;
  const { name: former, timezone, currency, modules, settings } = organization;
  const begun = await admin.beginRestore({
    body: {
      ...{ name: name ?? former, slug, timezone, currency, modules, settings, ...(engine ? { engine } : {}) },
      ...{ backup: sha256, schema_version },
    },
  });
  const { id, tables } = begun.data;
  const counts = tables.map((table) => ({ table: table.name, rows: backup.countOf(table.name) }));
  await sendRows(deployment, id, backup, begun.data).catch((error) => {
    say(`Repeat the command to go on, or remove what is there: npm run stockbook -- organizations discard ${slug}`);
    throw error;
  });
  const { data } = await admin.completeRestore({ id, body: { backup: sha256, tables: counts } });
  const proof = await proved(deployment, data);
  print({ ...data, ...proof }, is_json, () => data.api_key.key);
  const all = counts.reduce((sum, { rows }) => sum + rows, 0);
  say(
    `${data.name} is restored with ${all} rows; ${proof.checked} levels were checked. Keep its API key: it is shown only this once.`,
  );
  say("Its webhook endpoints, alert subscriptions and integrations are disabled.");
  if (proof.verdict !== "ok") throw new FoundWrong(`Its stock does not follow from its ledger: ${proof.verdict}.`);
}

type Begun = Awaited<ReturnType<Deployment["admin"]["beginRestore"]>>["data"];

async function sendRows({ admin }: Deployment, id: string, backup: Backup, { tables }: Begun): Promise<void> {
  const all = tables.reduce((sum, { name }) => sum + backup.countOf(name), 0);
  const bar = process.stderr.isTTY ? progress({ max: Math.max(1, all), output: process.stderr }) : null;
  bar?.start("Sending rows");
  for (const { name, columns } of tables) {
    for (const rows of backup.portionsOf(name, columns)) {
      await admin.addRestoredRows({ id, body: { backup: backup.sha256, table: name, rows } });
      bar?.advance(rows.length, name);
    }
  }
  bar?.stop(`${all} rows were sent`);
}
