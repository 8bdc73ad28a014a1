import * as z from "zod";
import type { TursoCloud } from "../engines";
import { type Reply, reach } from "./call_provider";

const Answer = z.object({ database: z.object({ Hostname: z.string().regex(/^[\w.-]+$/) }) });

/**
 * Creates a database through Turso's platform API (https://docs.turso.tech/api-reference/databases/create), or finds the
 * one of that name, and answers its URL.
 */
export async function createTursoDatabase(turso: TursoCloud, name: string): Promise<string> {
  const databases = `${turso.api_url.replace(/\/$/, "")}/v1/organizations/${encodeURIComponent(turso.organization)}/databases`;
  const headers = { Authorization: `Bearer ${turso.api_token}`, "Content-Type": "application/json" };
  const created = await reach(databases, {
    method: "POST",
    headers,
    body: JSON.stringify({ name, group: turso.group }),
  });
  return urlIn(created.status === 409 ? await reach(`${databases}/${name}`, { headers }) : created);
}

function urlIn({ ok, status, text }: Reply): string {
  if (!ok) throw new Error(`Turso's platform API answered ${status}: ${text.slice(0, 200)}`);
  return `https://${Answer.parse(JSON.parse(text)).database.Hostname}`;
}
