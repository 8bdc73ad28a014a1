import { type SQL, sql } from "drizzle-orm";
import { events } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { type CursorRequest, followCursor, withCursor } from "../../data/cursor";
import { build } from "../../data/database";
import { asPage, type Page, type PageRequest, pageQueries } from "../../data/page";
import type { EventType } from "../../shared/event_types";

type Row = typeof events.$inferSelect;

/** An event as the API returns it. Its id is its position in the feed. */
export function toEvent({ data, ...row }: Row) {
  return { id: `evt_${String(row.sequence).padStart(12, "0")}`, ...row, data: JSON.parse(data) };
}

/** Events in the order they happened: a numbered page with a total, or what follows a cursor, without one. */
export async function listEvents(
  ctx: TenantContext,
  { type, page, per_page, cursor }: { type?: EventType | undefined } & PageRequest & CursorRequest,
): Promise<Page<ReturnType<typeof toEvent>>> {
  const listing = { table: events, where: type ? [sql`type = ${type}`] : [], ascending: true };
  const selectRows = (where: SQL, order: SQL, limit: number) =>
    build.select().from(events).where(where).orderBy(order).limit(limit);
  if (cursor !== undefined) {
    const followed = await followCursor(ctx, listing, { per_page, cursor }, selectRows);
    return { ...followed, data: followed.data.map(toEvent) };
  }
  const { keys, order, total } = pageQueries(listing, { page, per_page });
  const { rows, counted } = await ctx.read({ rows: selectRows(keys, order, per_page), counted: total });
  return withCursor(asPage(rows.map(toEvent), { page, per_page }, counted));
}
