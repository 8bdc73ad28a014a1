import { and, eq, type InferSelectModel, isNull, sql } from "drizzle-orm";
import { api_keys } from "../../../drizzle/control";
import type { UnitOfWork } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { type ListRequest, type Page, pageQueries } from "../../data/page";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import type { Scope } from "../../shared/organization";
import { hashOf, mintApiKey, visiblePrefix } from "./token";

export type ApiKeyRow = InferSelectModel<typeof api_keys>;

/** What a new key is created with; `expires_at` null means that it never expires. */
export type KeyTerms = { name: string; scopes: Scope[]; expires_at: string | null };

/** A new key and the statement that stores its hash. The key itself is only in this result. */
export async function newApiKey(organization_id: string, { name, scopes, expires_at }: KeyTerms, now: Date) {
  const key = mintApiKey();
  const shown = {
    id: newId("api_key", now),
    name,
    scopes,
    prefix: visiblePrefix(key),
    expires_at,
    created_at: timestamp(now),
  };
  const statement: Statement = build.insert(api_keys).values({ organization_id, ...shown, hash: await hashOf(key) });
  return { api_key: { ...shown, key }, statement };
}

/** Selects one key of an organization. */
export function apiKeyOf(organization_id: string, id: string) {
  return build
    .select()
    .from(api_keys)
    .where(and(eq(api_keys.id, id), eq(api_keys.organization_id, organization_id)));
}

/** Revokes a key; one that was revoked before keeps its time. */
export function revocation(id: string, now: Date): Statement {
  return build
    .update(api_keys)
    .set({ revoked_at: timestamp(now) })
    .where(and(eq(api_keys.id, id), isNull(api_keys.revoked_at)));
}

/** An organization's keys, newest first, revoked and expired ones too. */
export async function pageOfApiKeys(
  ctx: UnitOfWork,
  organization_id: string,
  request: ListRequest,
): Promise<Page<ApiKeyRow>> {
  const where = [sql`t.organization_id = ${organization_id}`];
  const { keys, order, total, page } = pageQueries({ table: api_keys, where }, request);
  const { rows, counted } = await ctx.read({
    rows: build.select().from(api_keys).where(keys).orderBy(order),
    counted: total,
  });
  return page(rows, counted, (row) => row);
}
