import { readFileSync } from "node:fs";
import { Command } from "commander";
import { createClient, type StockbookClient } from "../../src/client/index.ts";
import { deploymentOf } from "./deployment.ts";
import { print, UsageError } from "./output.ts";

type Options = { dryRun?: boolean; partial?: boolean; update?: boolean; location?: string };

/** `import <slug> <file>`: products, variants and opening stock from a CSV or NDJSON file. */
export function importCommand(): Command {
  return new Command("import")
    .description("import products, variants and opening stock from a CSV or NDJSON file (docs/import.md)")
    .argument("<slug>")
    .argument("<file>")
    .option("--dry-run", "check everything, and write nothing")
    .option("--partial", "import what is right, and report the rest")
    .option("--update", "update the variants whose SKU is known")
    .option("--location <code>", "the location of stock for which the file names none")
    .action(async (slug: string, file: string, options: Options, command: Command) => {
      const deployment = deploymentOf(command);
      const organization = await deployment.organizationOf(slug);
      const content = new Blob([readFileSync(file)]);
      const { data } = await deployment.withKey(organization, "write", (key) =>
        send(createClient({ url: deployment.url, key }), file, content, options),
      );
      print(data, deployment.is_json, () => JSON.stringify(data, null, 2));
    });
}

/** Sends a file, as NDJSON or CSV by the ending of its name. */
async function send(api: StockbookClient, file: string, body: Blob, options: Options) {
  const { dryRun: dry_run = false, partial = false, update = false, location } = options;
  const place = location ? { location_id: await locationOf(api, location) } : {};
  const content_type = /\.(nd|l|)jsonl?$/i.test(file) ? "application/x-ndjson" : "text/csv";
  return api.importProducts({ dry_run, partial, update, ...place, body }, { content_type });
}

/** The id of the location with this code, or with this id. */
async function locationOf(api: StockbookClient, code: string): Promise<string> {
  for await (const location of api.listLocations.each({ per_page: 100 })) {
    if (location.code === code || location.id === code) return location.id;
  }
  throw new UsageError(`There is no location with the code ${code}.`);
}
