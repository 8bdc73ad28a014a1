import { type SQL, sql } from "drizzle-orm";
import { events } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { type CursorRequest, followCursor, withCursor } from "../../data/cursor";
import { build } from "../../data/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import type { EventType } from "../../shared/event_types";

type Row = typeof events.$inferSelect;

/** An event as it is answered. Its id is its place in the feed. */
export function toEvent({ data, ...row }: Row) {
  return { id: `evt_${String(row.sequence).padStart(12, "0")}`, ...row, data: JSON.parse(data) };
}

/** Events in the order they happened. */
export async function listEvents(
  ctx: TenantContext,
  { type, page, per_page, cursor }: { type?: EventType | undefined } & PageRequest & CursorRequest,
): Promise<Page<ReturnType<typeof toEvent>>> {
  const listing = { table: events, where: type ? [sql`type = ${type}`] : [], ascending: true };
  const rowsOf = (where: SQL, order: SQL, limit: number) =>
    build.select().from(events).where(where).orderBy(order).limit(limit);
  if (cursor !== undefined) {
    const followed = await followCursor(ctx, listing, { per_page, cursor }, rowsOf);
    return { ...followed, data: followed.data.map(toEvent) };
  }
  const { keys, order, total } = pageQueries(listing, { page, per_page });
  const { rows, counted } = await ctx.read({ rows: rowsOf(keys, order, per_page), counted: total });
  return withCursor(asPage(rows.map(toEvent), { page, per_page }, counted));
}
