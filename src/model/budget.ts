import { eq, type SQL, sql } from "drizzle-orm";
import { model_usage } from "../../drizzle/tenant";
import type { TenantContext } from "../commands/context";
import { build } from "../data/database";
import { refuse } from "../shared/errors";

/** What a question has cost so far. */
export type Usage = { steps: number; input_tokens: number; output_tokens: number };

/**
 * Refuses a question with 429 `rate_limited` if the organization's questions have used its tokens of the day, which is one of UTC.
 * Questions that are asked at the same time may together exceed them by what each of them uses.
 */
export async function requireTokens(ctx: TenantContext, details: object): Promise<void> {
  const limit = ctx.organization.settings.rate_limits.ai_tokens_per_day;
  const { of_today } = await ctx.read({
    of_today: build
      .select({ used: sql<number>`${model_usage.input_tokens} + ${model_usage.output_tokens}` })
      .from(model_usage)
      .where(eq(model_usage.day, dayOf(ctx))),
  });
  const used = of_today[0]?.used ?? 0;
  if (used < limit) return;
  const seconds = Math.ceil((Date.parse(`${dayOf(ctx)}T24:00:00Z`) - ctx.now.getTime()) / 1000);
  throw refuse(
    "rate_limited",
    `Questions have used the ${limit} tokens of the day. Ask in the words of the examples, or again after midnight UTC.`,
    {
      details: { limit, used, retry_after_seconds: seconds, ...details },
      headers: { "Retry-After": String(seconds) },
    },
  );
}

/** Counts a question against the day. */
export function countUsage(ctx: TenantContext, { input_tokens, output_tokens }: Usage): SQL {
  const { day, questions } = model_usage;
  const [input, output] = [model_usage.input_tokens, model_usage.output_tokens];
  return sql`INSERT INTO ${model_usage} (${sql.identifier(day.name)}, ${sql.identifier(questions.name)}, ${sql.identifier(input.name)}, ${sql.identifier(output.name)})
    VALUES (${dayOf(ctx)}, 1, ${input_tokens}, ${output_tokens})
    ON CONFLICT (${sql.identifier(day.name)}) DO UPDATE SET questions = questions + 1,
      input_tokens = input_tokens + excluded.input_tokens, output_tokens = output_tokens + excluded.output_tokens`;
}

function dayOf({ now }: Pick<TenantContext, "now">): string {
  return now.toISOString().slice(0, 10);
}
