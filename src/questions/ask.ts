import * as z from "zod";
import { type TenantContext, today } from "../commands/context";
import { DomainError, refuse } from "../shared/errors";
import { TOOLS } from "../tools/catalogue";
import type { ToolResult } from "../tools/define";
import { findNames } from "../tools/names/find";
import { toWords } from "../tools/names/words";
import { cutWarnings, evidenceOf, type ToolUse } from "../tools/use";
import { toAnswer } from "./answers";
import { examplesNear } from "./examples";
import { interpret, type Question } from "./interpret";
import { findConcepts } from "./lexicon";
import type { Misunderstood } from "./outcome";
import type { Planned } from "./planning";
import type { Answered, Asked } from "./schemas";
import { findTimes } from "./times";
import { continued, conversationOf } from "./turns";

/**
 * Answers a question about the organization's data by the built-in grammar, in two round trips: one for the names in it, one for the
 * tool. 422 `not_understood` if any part of it is not understood, or a name fits several things. Changes nothing.
 */
export async function ask(ctx: TenantContext, asked: Asked): Promise<Answered> {
  const { currency } = ctx.organization;
  const conversation = await conversationOf(ctx, asked);
  const words = toWords(asked.question);
  const date = today(ctx);
  const question: Question = { words, names: await findNames(ctx, words), times: findTimes(words, date) };
  const interpretation = interpret(question, { today: date, currency }, conversation.last);
  if ("misunderstood" in interpretation) throw await refusal(ctx, question, interpretation.misunderstood);
  const { plan } = interpretation;
  const use = await useTool(ctx, plan);
  if ("message" in use) throw await refusal(ctx, question, use);
  const answer = toAnswer(plan, use.result, currency);
  const turn = { question: asked.question, answer, last: plan.frame };
  return ctx.commit([], {
    ...answerOf(plan, use, answer),
    conversation_id: await continued(ctx, conversation, turn),
  });
}

function answerOf(plan: Planned, use: ToolUse, answer: string): Omit<Answered, "conversation_id"> {
  const { columns, rows, total, truncated, as_of } = use.result;
  return {
    ...{ answer, interpretation: `${plan.interpretation}.`, columns, rows, total, truncated },
    evidence: [evidenceOf(use)],
    engine: "builtin",
    as_of,
    warnings: cutWarnings(use.result),
    usage: { steps: 0, input_tokens: 0, output_tokens: 0 },
  };
}

/** Uses the tool as planned, or says why that is impossible. */
async function useTool(ctx: TenantContext, plan: Planned): Promise<ToolUse | Misunderstood> {
  const tool = TOOLS.find(({ name }) => name === plan.tool);
  if (tool?.module && !ctx.organization.modules.includes(tool.module)) {
    return unusable(`This question is about the module ${tool.module}, which the organization does not use.`);
  }
  const parsed = tool && z.strictObject(tool.arguments).safeParse(plan.arguments);
  if (!tool || !parsed?.success)
    return unusable("This question can't be answered as it is put. Ask for one thing at a time.");
  const args: Record<string, unknown> = parsed.data;
  try {
    const result = await tool.read(ctx, args);
    if (isIn(plan.units, result)) return { tool, arguments: args, result };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "validation_failed") throw error;
    return unusable(error.message);
  }
  return unusable(`What this question asks about is not counted in ${plan.units[0]}. Leave the unit out.`);
}

const unusable = (message: string): Misunderstood => ({ message, examples: [] });

/** True if all quantities are in one of some units, or no unit is asked for. */
function isIn(units: readonly string[], { columns }: ToolResult): boolean {
  const counted = columns.flatMap(({ unit }) => unit ?? []);
  return units.length === 0 || (counted.length > 0 && counted.every((unit) => units.includes(unit.toLowerCase())));
}

async function refusal(ctx: TenantContext, question: Question, { message, candidates }: Misunderstood) {
  const examples = await examplesNear(ctx, findConcepts(question.words), question.names);
  return refuse("not_understood", message, { details: { examples, ...(candidates ? { candidates } : {}) } });
}
