import { Command, CommanderError } from "commander";
import packageJson from "../package.json" with { type: "json" };
import { backupCommand } from "./cli/backup.ts";
import { eventsCommand } from "./cli/events.ts";
import { importCommand } from "./cli/import.ts";
import { jobsCommand } from "./cli/jobs.ts";
import { keysCommand } from "./cli/keys.ts";
import { migrateCommand } from "./cli/migrate.ts";
import { organizationsCommand } from "./cli/organizations.ts";
import { EXIT, exitCodeOf, fail } from "./cli/output.ts";
import { restoreCommand } from "./cli/restore.ts";
import { verifyCommand } from "./cli/verify.ts";

const program = new Command("stockbook")
  .description("Operate a deployment of Stockbook: a local server, or one on Cloudflare, whichever databases it has.")
  .version(packageJson.version)
  .option("--url <url>", "where the deployment is", process.env.STOCKBOOK_URL ?? "http://127.0.0.1:8787")
  .option("--json", "print JSON on standard output, and messages on standard error only")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .addHelpText(
    "after",
    `
ADMIN_TOKEN is taken from the environment, else from .dev.vars.

Exit codes:
  0    done
  1    refused, or a check found something wrong
  2    wrong usage
  3    the deployment can't be reached, or the connection was lost
  130  interrupted

Examples:
  npm run stockbook -- organizations create --name Acme --slug acme
  npm run stockbook -- verify
  npm run stockbook -- backup acme --output acme.sql
  npm run stockbook -- restore acme.sql --slug acme-2
  npm run stockbook -- import acme products.csv --dry-run
  npm run stockbook -- events acme --type 'order.*'`,
  );

const commands = [
  ...[organizationsCommand(), keysCommand(), migrateCommand(), verifyCommand(), backupCommand()],
  ...[restoreCommand(), importCommand(), jobsCommand(), eventsCommand()],
];
for (const command of commands) program.addCommand(command);
for (const command of [program, ...commands, ...commands.flatMap(({ commands: inner }) => inner)])
  command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else {
    fail(error, program.opts<{ json?: boolean }>().json ?? false);
    process.exitCode = exitCodeOf(error);
  }
}
