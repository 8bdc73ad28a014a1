import { sql } from "drizzle-orm";
import { demand_patterns } from "../../../drizzle/tenant";
import type { Step } from "../../commands/step";
import type { Portion } from "../../data/portion";
import { timestamp } from "../../shared/clock";
import { learned } from "./compute";
import { demandByVariant } from "./demand";
import { DAILY_PATTERN, demandSources, nextVariants, supplySources, yesterday } from "./sources";

/** Every so manieth variant is looked at, so that there are about so many of them. */
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
      statements: [
        sql`INSERT INTO ${demand_patterns} (name, pattern, computed_at) VALUES (${row.name}, ${row.pattern}, ${row.computed_at})
          ON CONFLICT (name) DO UPDATE SET pattern = excluded.pattern, computed_at = excluded.computed_at`,
      ],
      next: null,
      did: { variants_sampled: facts.length },
    };
  },
};
