import { readFileSync } from "node:fs";
import { Command } from "commander";
import { type Deployment, deploymentOf } from "./deployment.ts";
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
      const bytes = readFileSync(file);
      const { data } = await deployment.withKey(organization, "write", (key) =>
        send(deployment, key, file, bytes, options),
      );
      print(data, deployment.is_json, () => JSON.stringify(data, null, 2));
    });
}

async function send(deployment: Deployment, key: string, file: string, bytes: Buffer, options: Options) {
  const query = new URLSearchParams({
    ...(options.dryRun ? { dry_run: "true" } : {}),
    ...(options.partial ? { partial: "true" } : {}),
    ...(options.update ? { update: "true" } : {}),
    ...(options.location ? { location_id: await locationOf(deployment, key, options.location) } : {}),
  });
  const is_lines = /\.(nd|l|)jsonl?$/i.test(file);
  const headers = { Authorization: `Bearer ${key}`, "Content-Type": is_lines ? "application/x-ndjson" : "text/csv" };
  const response = await deployment.request("POST", `/api/v1/products/import?${query}`, {
    headers,
    body: new Uint8Array(bytes),
  });
  return (await response.json()) as { data: object };
}

/** The id of the location with this code, or with this id. */
async function locationOf({ request }: Deployment, key: string, code: string): Promise<string> {
  const response = await request("GET", "/api/v1/locations?format=ndjson", {
    headers: { Authorization: `Bearer ${key}` },
  });
  const lines = (await response.text()).split("\n").filter(Boolean);
  const locations = lines.map((line) => JSON.parse(line) as { id: string; code: string | null });
  const found = locations.find((location) => location.code === code || location.id === code);
  if (found) return found.id;
  throw new UsageError(`There is no location with the code ${code}.`);
}
