import * as z from "zod";
import { callProvider, type Reply } from "./provider";

/** Where databases at Turso are created, and the tokens for it. */
export type TursoCloud = {
  api_url: string;
  organization: string;
  group: string;
  api_token: string;
  group_auth_token: string;
};

const Created = z.object({ database: z.object({ Hostname: z.string().regex(/^[\w.-]+$/) }) });

/**
 * Creates a database through Turso's platform API (https://docs.turso.tech/api-reference/databases/create), or finds the
 * one of that name, and returns its URL.
 */
export async function createTursoDatabase(turso: TursoCloud, name: string): Promise<string> {
  const { databases, headers } = platformApi(turso);
  const created = await callProvider(databases, {
    method: "POST",
    headers,
    body: JSON.stringify({ name, group: turso.group }),
  });
  return urlIn(created.status === 409 ? await callProvider(`${databases}/${name}`, { headers }) : created);
}

/** Removes the database with this URL (https://docs.turso.tech/api-reference/databases/delete). */
export async function removeTursoDatabase(turso: TursoCloud, url: string): Promise<void> {
  const { databases, headers } = platformApi(turso);
  const name = new URL(url).hostname.split(".")[0]?.replace(`-${turso.organization.toLowerCase()}`, "");
  const { ok, status, text } = await callProvider(`${databases}/${name}`, { method: "DELETE", headers });
  if (!ok && status !== 404) throw new Error(`Turso's platform API returned ${status}: ${text.slice(0, 200)}`);
}

function platformApi({ api_url, organization, api_token }: TursoCloud) {
  return {
    databases: `${api_url.replace(/\/$/, "")}/v1/organizations/${encodeURIComponent(organization)}/databases`,
    headers: { Authorization: `Bearer ${api_token}`, "Content-Type": "application/json" },
  };
}

function urlIn({ ok, status, text }: Reply): string {
  if (!ok) throw new Error(`Turso's platform API returned ${status}: ${text.slice(0, 200)}`);
  return `https://${Created.parse(JSON.parse(text)).database.Hostname}`;
}
