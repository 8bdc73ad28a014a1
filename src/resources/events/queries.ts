import { sql } from "drizzle-orm";
import { events } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { bytesOfRow } from "../../data/bytes";
import { build } from "../../data/database";
import { equalTo, isOneOf } from "../../data/filters";
import { type ListRequest, type Page, pageQueries } from "../../data/page";
import { eventId, sequencesOf } from "../../events/ids";
import type { EventType } from "../../shared/event_types";

type Row = typeof events.$inferSelect;

/** An event as the API returns it. */
function toEvent({ organization }: TenantContext, { data, ...row }: Row) {
  return { id: eventId(organization, row.sequence), ...row, data: JSON.parse(data) };
}

/**
 * Events in the order they happened: a numbered page with a total, or what follows a cursor, without one. An event holds the
 * whole document that it is about.
 */
export async function listEvents(
  ctx: TenantContext,
  { type, ids, ...request }: { type?: EventType[] | undefined } & ListRequest,
): Promise<Page<ReturnType<typeof toEvent>>> {
  const where = [
    ...(ids ? isOneOf("type", type) : equalTo({ type })),
    ...(ids
      ? [sql`t.sequence IN (SELECT value FROM json_each(${JSON.stringify(sequencesOf(ctx.organization, ids))}))`]
      : []),
  ];
  const bytes = bytesOfRow(["data"]);
  const { keys, order, total, page } = pageQueries(
    { table: events, where, ascending: true, written_at: "created_at", bytes, followed: true },
    request,
  );
  const { rows, counted } = await ctx.read({
    rows: build.select().from(events).where(keys).orderBy(order),
    counted: total,
  });
  return page(rows, counted, (row) => toEvent(ctx, row));
}
