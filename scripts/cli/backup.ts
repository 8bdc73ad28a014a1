import { createWriteStream, renameSync, rmSync, statSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { Command } from "commander";
import { ConnectionError } from "../../src/client/index.ts";
import { type Deployment, deploymentOf, type Organization } from "./deployment.ts";
import { ifInterrupted, withUndo } from "./interrupt.ts";
import { FoundWrong, print, say } from "./output.ts";

type Options = { output?: string; suspend?: boolean };

/** What an export ends with if nothing was written meanwhile. */
const COMPLETE = "COMMIT;\n-- Complete.\n";

/** `backup <slug>`: saves the whole database of an organization as SQL text, which `sqlite3 new.db < file` restores. */
export function backupCommand(): Command {
  return new Command("backup")
    .description("save the whole database of an organization as SQL text")
    .argument("<slug>")
    .option("-o, --output <file>", "the file to write; SLUG-DATE.sql if it is not given")
    .option("--suspend", "refuse the organization's requests meanwhile, so that nothing is written to it")
    .action(async (slug: string, options: Options, command: Command) => {
      const deployment = deploymentOf(command);
      const organization = await deployment.organizationOf(slug);
      const file = options.output ?? `${slug}-${new Date().toISOString().slice(0, 10)}.sql`;
      await saveAs(file, (draft) => {
        const save = () => saveExport(deployment, organization, draft);
        return options.suspend ? whileSuspended(deployment, organization, save) : save();
      });
      const bytes = statSync(file).size;
      print({ file, bytes }, deployment.is_json, () => `${file} has ${bytes} bytes.`);
    });
}

/** Has a file written under another name, and gives it its own once it is complete. Nothing is left of one that is not. */
async function saveAs(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.part`;
  const remove = () => rmSync(draft, { force: true });
  try {
    await ifInterrupted(remove, () => write(draft));
    renameSync(draft, file);
  } finally {
    remove();
  }
}

/** Writes the export to a file that only its owner may read; fails if it is not complete. */
async function saveExport({ admin }: Deployment, { id }: Organization, file: string): Promise<void> {
  let end = "";
  const response = await admin.exportOrganization({ id });
  const text = response.body?.pipeThrough(new TextDecoderStream()) ?? [];
  const watched = async function* (pieces: AsyncIterable<string>) {
    try {
      for await (const piece of pieces) {
        end = (end + piece).slice(-COMPLETE.length);
        yield piece;
      }
    } catch (cause) {
      throw new ConnectionError("The connection was lost during the export.", { cause });
    }
  };
  await pipeline(text, watched, createWriteStream(file, { mode: 0o600 }));
  if (end !== COMPLETE) {
    throw new FoundWrong("The organization was written to during the export. Repeat the command, or pass --suspend.");
  }
}

/** Suspends an organization while something is done; it is active again afterwards, also if that is interrupted. */
async function whileSuspended(
  { admin }: Deployment,
  { id, slug, status }: Organization,
  run: () => Promise<void>,
): Promise<void> {
  if (status === "suspended") return run();
  const set = (to: "active" | "suspended") => admin.updateOrganization({ id, body: { status: to } });
  const activate = () =>
    set("active").catch((error) => {
      say(`${slug} may still be suspended. To end that: npm run stockbook -- organizations activate ${slug}`);
      throw error;
    });
  await withUndo({ begin: () => set("suspended"), undo: activate, run });
}
