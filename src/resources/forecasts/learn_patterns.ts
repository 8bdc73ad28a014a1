import { sql } from "drizzle-orm";
import { demand_patterns } from "../../../drizzle/tenant";
import type { Step } from "../../commands/step";
import type { Portion } from "../../data/portion";
import { upsertRows } from "../../data/rows";
import { timestamp } from "../../shared/clock";
import { learned } from "./compute";
import { demandByVariant } from "./demand";
import { DAILY_PATTERN, demandSources, nextVariants, supplySources, yesterday } from "./sources";

/** About how many variants are sampled. They are spread evenly over the catalogue. */
const SAMPLE = sql.raw("500");

/**
 * Learns what the demand of the organization's variants has in common, such as its course over the week, from a sample of some
 * hundred of them. The forecasts of all variants use it. Changes no stock.
 */
export const learnPatterns: Step = {
  name: "patterns",
  async run(ctx): Promise<Portion> {
    const every = sql`(SELECT max(sequence) / ${SAMPLE} + 1 FROM variants)`;
    const sample = nextVariants(0, sql`v.sequence % ${every} = 0`);
    const { facts, ...demand } = await ctx.read({ ...demandSources(ctx, sample), facts: supplySources(sample).facts });
    const row = {
      name: DAILY_PATTERN,
      pattern: JSON.stringify(learned(facts, demandByVariant(demand, yesterday(ctx)))),
      computed_at: timestamp(ctx.now),
    };
    return {
      statements: upsertRows(demand_patterns, ["name"], [row]),
      next: null,
      did: { variants_sampled: facts.length },
    };
  },
};
