import type { TenantContext } from "../commands/context";
import { isKeyTaken } from "../commands/idempotency";
import { askModel, type ModelQuestion } from "../model/ask_model";
import { DomainError } from "../shared/errors";
import { ask } from "./ask";
import type { Answered, Asked } from "./schemas";
import { continued, conversationOf } from "./turns";

/**
 * Answers a question: by the built-in engine if it understands all of it, else by the deployment's model, if it has one and the organization may use tokens of it. What a name
 * of several things means is for the asker to say: no model chooses among the candidates. `watch` is called with each
 * tool that the model uses.
 */
export async function answerQuestion(
  ctx: TenantContext,
  asked: Asked,
  watch: ModelQuestion["watch"],
): Promise<Answered> {
  const { model } = ctx.deployment;
  if (!model || ctx.organization.settings.rate_limits.ai_tokens_per_day === 0) return ask(ctx, asked);
  try {
    return await ask(ctx, asked);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not_understood") throw error;
    const { message = "", details } = error.problems[0] ?? {};
    if (details?.candidates) throw error;
    const conversation = await conversationOf(ctx, asked);
    const { question } = asked;
    const before = conversation.turns.map((turn) => turn.question);
    const builtin = { message, ...details };
    const { answer, counted } = await askModel(ctx, model, { question, before, builtin, watch });
    const turn = { question, answer: answer.answer, last: null };
    const answered = { ...answer, conversation_id: await continued(ctx, conversation, turn) };
    try {
      return await ctx.commit([counted], answered);
    } catch (failure) {
      // Another request with the same key was faster. The model was asked twice.
      if (isKeyTaken(failure)) await ctx.commitBefore([counted]);
      throw failure;
    }
  }
}
