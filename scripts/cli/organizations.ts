import { isCancel, text } from "@clack/prompts";
import { Command, Option } from "commander";
import { ENGINES } from "../../src/shared/organization.ts";
import { type Deployment, deploymentOf, type Organization } from "./deployment.ts";
import { print, say, table, UsageError } from "./output.ts";

/** `organizations list | show | create | suspend | activate | discard` */
export function organizationsCommand(): Command {
  const command = new Command("organizations")
    .alias("orgs")
    .description("list, show, create, suspend and activate organizations, and discard restores");
  command.command("list").description("list all organizations").action(list);
  command.command("show <slug>").description("show one organization").action(show);
  command
    .command("create")
    .description("create an organization with its database, and print its first API key, which is shown only once")
    .option("--name <name>", "its name")
    .option("--slug <slug>", "its short name, of lowercase letters, digits and hyphens")
    .option("--timezone <zone>", "its time zone", "UTC")
    .option("--currency <code>", "its currency", "USD")
    .option("--modules <names...>", "manufacturing, traceability")
    .addOption(new Option("--engine <engine>", "where its database is").choices(ENGINES))
    .action(create);
  command
    .command("suspend <slug>")
    .description("refuse all requests of an organization's keys")
    .action((slug, _, self) => setStatus(self, slug, "suspended"));
  command
    .command("activate <slug>")
    .description("end a suspension")
    .action((slug, _, self) => setStatus(self, slug, "active"));
  command
    .command("discard <slug>")
    .description("remove the database of an organization whose restore is not complete")
    .action(discard);
  return command;
}

async function list(_: object, command: Command): Promise<void> {
  const { admin, is_json } = deploymentOf(command);
  const all: Organization[] = [];
  for await (const organization of admin.listOrganizations.each({ per_page: 100 })) all.push(organization);
  print(all, is_json, () => table(HEAD, all.map(rowOf)));
}

const HEAD = ["slug", "name", "status", "engine", "schema", "created"];

const rowOf = ({ slug, name, status, database, created_at }: Organization) => [
  ...[slug, name, status, database.engine, database.schema_version],
  created_at.slice(0, 10),
];

async function show(slug: string, _: object, command: Command): Promise<void> {
  const { organizationOf, is_json } = deploymentOf(command);
  const organization = await organizationOf(slug);
  print(organization, is_json, () => JSON.stringify(organization, null, 2));
}

type NewOrganization = Parameters<Deployment["admin"]["createOrganization"]>[0]["body"];
type CreateOptions = { name?: string; slug?: string } & Omit<NewOrganization, "name" | "slug">;

async function create({ name, slug, ...rest }: CreateOptions, command: Command): Promise<void> {
  const { admin, is_json } = deploymentOf(command);
  const asked = { name: name ?? (await ask("Name")), slug: slug ?? (await ask("Slug")) };
  const { timezone, currency, modules, engine } = rest;
  const body = { ...asked, timezone, currency, ...(modules ? { modules } : {}), ...(engine ? { engine } : {}) };
  const { data } = await admin.createOrganization({ body: body as NewOrganization });
  print(data, is_json, () => data.api_key.key);
  say(`${data.name} is created. Keep its API key: it is shown only this once.`);
}

/** Asks for a value in a terminal; without one, it must be an option. */
async function ask(what: string): Promise<string> {
  const missing = new UsageError(`Pass --${what.toLowerCase()}.`);
  if (!process.stdin.isTTY || !process.stdout.isTTY) throw missing;
  const value = await text({ message: what, validate: (given) => (given?.trim() ? undefined : "It can't be empty.") });
  if (isCancel(value)) throw missing;
  return value.trim();
}

async function discard(slug: string, _: object, command: Command): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { id } = await organizationOf(slug);
  await admin.discardRestore({ id });
  print({ id, slug }, is_json, () => `No restore to ${slug} is under way any more.`);
}

async function setStatus(command: Command, slug: string, status: "active" | "suspended"): Promise<void> {
  const { admin, organizationOf, is_json } = deploymentOf(command);
  const { id } = await organizationOf(slug);
  const { data } = await admin.updateOrganization({ id, body: { status } });
  print(data, is_json, () => `${slug} is ${data.status}.`);
}
