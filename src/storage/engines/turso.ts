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
  const databases = `${turso.api_url.replace(/\/$/, "")}/v1/organizations/${encodeURIComponent(turso.organization)}/databases`;
  const headers = { Authorization: `Bearer ${turso.api_token}`, "Content-Type": "application/json" };
  const created = await callProvider(databases, {
    method: "POST",
    headers,
    body: JSON.stringify({ name, group: turso.group }),
  });
  return urlIn(created.status === 409 ? await callProvider(`${databases}/${name}`, { headers }) : created);
}

function urlIn({ ok, status, text }: Reply): string {
  if (!ok) throw new Error(`Turso's platform API returned ${status}: ${text.slice(0, 200)}`);
  return `https://${Created.parse(JSON.parse(text)).database.Hostname}`;
}
