import { sql } from "drizzle-orm";
import * as z from "zod";
import { insightRows, JOIN_INSIGHT, MOST_URGENT_FIRST } from "../resources/insights/queries";
import { INSIGHT_KINDS, INSIGHT_SEVERITIES, INSIGHT_STATUSES } from "../shared/insights";
import { allOf, among, atPlaces, ITEMS, isAmong, ofItems, PLACES, ROWS } from "./arguments";
import { JOIN_LOCATION, LOCATION, money, text } from "./columns";
import { tool } from "./define";
import { readTable } from "./table";

/** What the nightly run has found out, as `GET /api/v1/ai/insights` returns it. */
export const insights = tool({
  name: "insights",
  title: "Insights",
  description:
    "What the nightly run has found out about the stock and needs attention: risks of running out, overstock, dead stock, lots about to expire, sudden changes of demand, shrinkage, late suppliers, oversold stock and poor margins. Use it for questions such as what should I look at, or what is wrong. A row is a finding with its severity, a title and a sentence, and what it costs or puts at risk (impact, in the organization's currency; null where nothing has a value); the most urgent first. Only open ones unless status says otherwise. For present numbers use the tool of that subject.",
  arguments: {
    kind: among(INSIGHT_KINDS, "Only findings of these kinds"),
    severity: among(INSIGHT_SEVERITIES, "Only findings of these severities"),
    status: z
      .enum([...INSIGHT_STATUSES, "any"])
      .default("open")
      .meta({ description: "Only open findings, only closed ones, or any" }),
    ...ITEMS,
    ...PLACES,
    ...ROWS,
  },
  read(ctx, args) {
    const { kind, severity, status } = args;
    const asked = allOf([
      status !== "any" && sql`t.status = ${status}`,
      kind && isAmong(sql`t.kind`, kind),
      severity && isAmong(sql`t.severity`, severity),
      ofItems(sql`coalesce(t.variant_id, '')`, args),
      atPlaces(sql`coalesce(t.location_id, '')`, args),
    ]);
    return readTable(ctx, args, {
      rows: insightRows(asked),
      joins: sql`${JOIN_INSIGHT} LEFT JOIN variants v ON v.id = p.variant_id ${JOIN_LOCATION}`,
      order: MOST_URGENT_FIRST,
      columns: {
        severity: text("Severity", sql`t.severity`),
        kind: text("Kind", sql`t.kind`),
        title: text("Title", sql`t.title`),
        detail: text("Detail", sql`t.detail`),
        impact: money("Impact"),
        sku: text("SKU", sql`v.sku`),
        ...LOCATION,
        first_seen_on: { label: "First seen on", type: "date", stored: "moment" },
      },
      sums: ["impact"],
    });
  },
});
