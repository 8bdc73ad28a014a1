import { Command } from "commander";
import { deploymentOf } from "./deployment.ts";
import { forEach } from "./each.ts";
import { FoundWrong, print, table } from "./output.ts";

/** `migrate [slug]`: brings the databases of organizations to the current schema. Interrupted, it can be repeated. */
export function migrateCommand(): Command {
  return new Command("migrate")
    .description("bring the database of one organization, or of all, to the current schema")
    .argument("[slug]")
    .action(async (slug: string | undefined, _: object, command: Command) => {
      const deployment = deploymentOf(command);
      const outcomes = await forEach(deployment, slug, "Migrating", async ({ id }) => {
        const { data } = await deployment.admin.migrateOrganization({ id });
        return { schema_version: data.schema_version };
      });
      const rows = outcomes.map(({ slug: name, schema_version = null, error }) => [
        name,
        schema_version,
        error ?? "ok",
      ]);
      print(outcomes, deployment.is_json, () => table(["slug", "schema", "result"], rows));
      if (outcomes.some(({ error }) => error)) throw new FoundWrong("Not all were migrated. Run the command again.");
    });
}
