import { Command, Option } from "commander";
import { deploymentOf } from "./deployment.ts";
import { print, say, table } from "./output.ts";

/** `keys list | create | revoke` */
export function keysCommand(): Command {
  const command = new Command("keys").description("list, create and revoke the API keys of an organization");
  command.command("list <slug>").description("list its keys").action(list);
  command
    .command("create <slug>")
    .description("create a key and print it; it is shown only once")
    .requiredOption("--name <name>", "what it is for")
    .addOption(new Option("--scope <scope>", "what it may do").choices(["read", "write", "admin"]).default("write"))
    .option("--expires <time>", "when it ends, such as 2027-01-01T00:00:00Z")
    .action(create);
  command.command("revoke <slug> <key-id>").description("revoke a key, within a minute everywhere").action(revoke);
  return command;
}

async function list(slug: string, _: object, command: Command): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { id } = await organizationOf(slug);
  const keys = [];
  for await (const key of admin.listOrganizationApiKeys.each({ id, per_page: 100 })) keys.push(key);
  const rows = keys.map((key) => [
    key.id,
    key.name,
    key.scopes.join(" "),
    key.prefix,
    key.revoked_at ? "revoked" : key.expires_at,
  ]);
  print(keys, is_json, () => table(["id", "name", "scopes", "begins with", "expires"], rows));
}

type CreateOptions = { name: string; scope: "read" | "write" | "admin"; expires?: string };

async function create(slug: string, { name, scope, expires }: CreateOptions, command: Command): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { id } = await organizationOf(slug);
  const body = { name, scopes: [scope], ...(expires ? { expires_at: expires } : {}) };
  const { data } = await admin.createOrganizationApiKey({ id, body });
  print(data, is_json, () => data.key);
  say("Keep the key: it is shown only this once.");
}

async function revoke(slug: string, key_id: string, _: object, command: Command): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { id } = await organizationOf(slug);
  await admin.revokeOrganizationApiKey({ id, key_id });
  print({ id: key_id, revoked: true }, is_json, () => `${key_id} is revoked.`);
}
