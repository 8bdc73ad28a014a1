import { type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "../../commands/context";
import { build, type Query } from "../../data/database";
import { limitTo } from "../../data/limit";
import { eventId } from "../../events/ids";
import type { AlertKind } from "../../shared/alerts";
import type { EventType } from "../../shared/event_types";
import { EVENT_TYPE_OF, eventTypesOf } from "./kinds";
import type { StoredSubscription } from "./queries";
import { type Story, storyOf } from "./stories";

/** An alert, as a webhook gets it; other channels get its text. */
export type Alert = Story & {
  kind: AlertKind;
  event_id: string;
  occurred_at: string;
  variant_id: string | null;
  sku: string | null;
  product_name: string | null;
  location_id: string | null;
  location_name: string | null;
};

/** An event that a subscription is about, with the names of what it is about. */
export type NamedEvent = {
  sequence: number;
  type: EventType;
  data: string;
  created_at: string;
  insight_kind: string | null;
  variant_id: string | null;
  sku: string | null;
  product_name: string | null;
  location_id: string | null;
  location_name: string | null;
  supplier_name: string | null;
};

type Concern = Pick<StoredSubscription, "kinds" | "location_id">;

/** The condition that an event, `e`, is of a type that a subscription is about. */
export function isOfTypes({ kinds }: Concern): SQL {
  return sql`e.type IN ${eventTypesOf(kinds)}`;
}

/**
 * The condition that an event, `e`, is an alert of a subscription. Of a location are its levels and purchase orders, lots that it has
 * some of, and insights about it; those about no location concern every one.
 */
export function isAlert({ kinds, location_id }: Concern): SQL {
  const all_insights = kinds.includes("insight") ? sql`1` : sql`e.data ->> '$.insight.kind' = 'stockout_risk'`;
  const here =
    location_id === null
      ? sql`1`
      : sql`CASE WHEN e.type IN ('lot.expiring', 'lot.expired')
          THEN EXISTS (SELECT 1 FROM json_each(e.data, '$.levels') x WHERE x.value ->> '$.location_id' = ${location_id})
          ELSE coalesce(e.data ->> '$.location_id', e.data ->> '$.purchase_order.location_id',
            e.data ->> '$.insight.location_id', ${location_id}) = ${location_id} END`;
  return sql`(${isOfTypes({ kinds, location_id })} AND (e.type <> 'insight.created' OR ${all_insights}) AND ${here})`;
}

/** Selects the first events, `e`, that are alerts of a subscription, with the names of what they are about. */
export function selectAlerts(subscription: Concern, events: SQL, most: number): Query<NamedEvent[]> {
  const variant_id = sql`coalesce(e.data ->> '$.variant_id', e.data ->> '$.lot.variant_id', e.data ->> '$.insight.variant_id')`;
  // A lot is at one location, or has none in particular.
  const location_id = sql`coalesce(e.data ->> '$.location_id', e.data ->> '$.purchase_order.location_id',
    e.data ->> '$.insight.location_id', iif(json_array_length(e.data, '$.levels') = 1, e.data ->> '$.levels[0].location_id', NULL))`;
  const rows = sql`SELECT e.sequence, e.type, e.data, e.created_at, e.data ->> '$.insight.kind' AS insight_kind,
      v.id AS variant_id, v.sku, d.name AS product_name, l.id AS location_id, l.name AS location_name, s.name AS supplier_name
    FROM (SELECT e.* FROM events e WHERE ${events} AND ${isAlert(subscription)} ORDER BY e.sequence ${limitTo(most)}) e
    LEFT JOIN variants v ON v.id = ${variant_id}
    LEFT JOIN products d ON d.id = v.product_id
    LEFT JOIN locations l ON l.id = ${location_id}
    LEFT JOIN suppliers s ON s.id = coalesce(e.data ->> '$.purchase_order.supplier_id', e.data ->> '$.insight.supplier_id')`;
  return build
    .select({
      sequence: sql<number>`sequence`,
      type: sql<EventType>`type`,
      data: sql<string>`data`,
      created_at: sql<string>`created_at`,
      insight_kind: sql<string | null>`insight_kind`,
      variant_id: sql<string | null>`variant_id`,
      sku: sql<string | null>`sku`,
      product_name: sql<string | null>`product_name`,
      location_id: sql<string | null>`location_id`,
      location_name: sql<string | null>`location_name`,
      supplier_name: sql<string | null>`supplier_name`,
    })
    .from(sql`(${rows})`)
    .orderBy(sql`sequence`);
}

/** The alert that an event is for a subscription. */
export function toAlert(ctx: TenantContext, { kinds }: Concern, event: NamedEvent): Alert {
  const { sequence, created_at, variant_id, sku, product_name, location_id, location_name } = event;
  return {
    kind: kindOf(kinds, event),
    event_id: eventId(ctx.organization, sequence),
    ...storyOf(ctx, event),
    occurred_at: created_at,
    ...{ variant_id, sku, product_name, location_id, location_name },
  };
}

/** The kind of alert that an event is. Of two kinds that fit, it is the narrower one. */
function kindOf(kinds: readonly AlertKind[], { type, insight_kind }: NamedEvent): AlertKind {
  const fitting = kinds.filter((kind) => EVENT_TYPE_OF[kind] === type);
  const is_forecast = insight_kind === "stockout_risk" && fitting.includes("stockout_forecast");
  const kind = is_forecast ? "stockout_forecast" : fitting.find((other) => other !== "stockout_forecast");
  if (!kind) throw new Error(`An event of the type ${type} is no alert of the subscription`);
  return kind;
}
