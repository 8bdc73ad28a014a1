import type { Command } from "commander";
import { distance } from "fastest-levenshtein";
import { createClient, type DataOf } from "../../src/client/index.ts";
import { operatorToken } from "../lib/operator.ts";
import { withUndo } from "./interrupt.ts";
import { UsageError } from "./output.ts";

type Global = { url: string; json?: boolean };
export type Organization = DataOf<"getManagedOrganization">;

/** The deployment that a command is run on, as its operator. */
export type Deployment = ReturnType<typeof deploymentOf>;

/** How long a key lives that a command makes for itself, should the command be killed before it revokes the key. */
const KEY_MINUTES = 60;

export function deploymentOf(command: Command) {
  const { url: given, json = false } = command.optsWithGlobals<Global>();
  if (!URL.canParse(given)) throw new UsageError(`--url is not a URL: ${given}`);
  const url = given.replace(/\/$/, "");
  const admin = createClient({ url, key: operatorToken() });

  /** The organization with this slug; names those with a similar one if there is none. */
  async function organizationOf(slug: string): Promise<Organization> {
    const { data } = await admin.listOrganizations({ slug });
    if (data[0]) return data[0];
    const near: string[] = [];
    for await (const other of admin.listOrganizations.each({ per_page: 100 })) {
      if (distance(slug, other.slug) <= Math.max(2, slug.length / 3)) near.push(other.slug);
    }
    const hint = near.length > 0 ? ` Similar: ${near.slice(0, 5).join(", ")}.` : "";
    throw new UsageError(`There is no organization with the slug ${slug}.${hint}`);
  }

  /** Runs something with a key of an organization, which is made for it and revoked at the end. */
  async function withKey<T>(
    { id }: Organization,
    scope: "read" | "write",
    run: (key: string) => Promise<T>,
  ): Promise<T> {
    const expires_at = new Date(Date.now() + KEY_MINUTES * 60_000).toISOString();
    const body = { name: "Command line", scopes: [scope], expires_at };
    return withUndo({
      begin: () => admin.createOrganizationApiKey({ id, body }),
      undo: async (made) => made && admin.revokeOrganizationApiKey({ id, key_id: made.data.id }),
      run: ({ data }) => run(data.key),
    });
  }

  return { url, is_json: json, admin, organizationOf, withKey };
}
