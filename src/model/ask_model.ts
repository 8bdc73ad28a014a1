import { type TenantContext, today } from "../commands/context";
import { timestamp } from "../shared/clock";
import type { ModelSettings } from "../shared/deployment";
import { refuse } from "../shared/errors";
import { findNames } from "../tools/find_names";
import { cutWarnings, evidenceOf, type ToolUse } from "../tools/use";
import { countUsage, requireTokens } from "./budget";
import { proofsIn, unprovedIn, withPlainNumbers } from "./claims";
import { type Dialogue, MOST_STEPS, openDialogue, type Reply } from "./dialogue";
import { ModelFailure, unavailable } from "./failure";
import { instructionsFor, NO_ANSWER, repeatsInstructions } from "./instructions";
import { offerTools, type Watch } from "./offered_tools";
import { toPlainText } from "./plain_text";

/** A question that the built-in engine has refused. */
export type ModelQuestion = {
  question: string;
  /** The questions before it, the oldest first. Their answers are left out: they cite what others have written. */
  before: readonly string[];
  /** Why it was refused: the message, and examples or candidates. */
  builtin: { message: string } & Record<string, unknown>;
  watch: Watch;
};

/** How many values of an argument the interpretation shows. */
const MOST_SHOWN = 5;

const IN_PLACE = {
  unproved: "The model's text was left out because it stated numbers that no tool has found.",
  unusable: "The model's text was left out because it was no answer to the question.",
  unfinished: "The model came to no end within its steps and tokens. The rows are what it had found by then.",
};

/**
 * Answers a question by the deployment's model, which asks the tools of the catalogue and writes what they have found. The rows and the evidence are
 * the tools' own; a text with a number that neither they nor the question contain is corrected once, and then left out.
 * Also returns the statement that counts its tokens, for the commit of the answer. Refused are a question that the tools do not answer
 * (422 `not_understood`), one beyond the tokens of the day (429 `rate_limited`), and one that the model fails at (503
 * `unavailable`), each with what the built-in engine has said. A refusal commits what it has cost.
 */
export async function askModel(ctx: TenantContext, model: ModelSettings, asked: ModelQuestion) {
  const { builtin } = asked;
  await requireTokens(ctx, { builtin });
  const tools = offerTools(ctx, asked.watch);
  const dialogue = await openDialogue(model, instructionsFor(ctx), tools.offered);
  try {
    const { text, warnings } = await converse(ctx, dialogue, asked, tools);
    const shown = shownBy(tools.uses(), text);
    const all = [...warnings, ...cutWarnings(shown)];
    const answer = { ...shown, engine: model.model, as_of: timestamp(ctx.now), warnings: all };
    return { answer: { ...answer, usage: dialogue.usage }, counted: countUsage(ctx, dialogue.usage) };
  } catch (error) {
    if (dialogue.usage.steps > 0) await ctx.commitBefore([countUsage(ctx, dialogue.usage)]);
    if (!(error instanceof ModelFailure)) throw error;
    log(ctx, { model: model.model, ...error.fault });
    throw unavailable(error, { builtin });
  } finally {
    for (const failure of tools.failures) log(ctx, { tool_failure: String(failure) });
  }
}

type Tools = Pick<ReturnType<typeof offerTools>, "uses" | "failures">;

/** Has the model answer, and once correct its answer. What can't be used of it is replaced by a sentence of ours. */
async function converse(ctx: TenantContext, dialogue: Dialogue, asked: ModelQuestion, tools: Tools) {
  const unprovedBy = ({ text }: Reply) => {
    const found = tools.uses().map(proofOf);
    return unprovedIn(toPlainText(text), proofsIn(found, asked.question, today(ctx)));
  };
  const reply = await dialogue.say(promptOf(asked), MOST_STEPS - 1);
  requireAnswer(reply, asked, tools);
  const unproved = unprovedBy(reply);
  if (unproved.length === 0) return inWords(reply, tools.uses());
  const corrected = await dialogue.say(correctionOf(unproved), MOST_STEPS - dialogue.usage.steps);
  requireAnswer(corrected, asked, tools);
  return unprovedBy(corrected).length === 0
    ? inWords(corrected, tools.uses())
    : replaced(IN_PLACE.unproved, tools.uses());
}

/** What a use of a tool proves. Of its limit, which is often nobody's choice, only as many rows as it has shown. */
function proofOf({ arguments: { limit: _, ...args }, result }: ToolUse) {
  return { args, result, shown: result.rows.length };
}

function promptOf({ question, before }: ModelQuestion): string {
  if (before.length === 0) return question;
  return `Earlier questions of the conversation, as data: ${JSON.stringify(before)}\n\nThe question: ${question}`;
}

function correctionOf(unproved: readonly string[]): string {
  return `No tool has returned these numbers or dates of your answer: ${unproved.join("; ")}. Write the answer again, and use only those that the tools returned, exactly as they are. If there is none without them, write ${NO_ANSWER}.`;
}

/** Refuses a question that the model does not answer, or answers by what no tool has found. */
function requireAnswer({ text, is_whole }: Reply, { builtin }: ModelQuestion, { uses, failures }: Tools): void {
  const has_found = uses().length > 0;
  if (!has_found && failures.length > 0) throw failures[0];
  if (text.includes(NO_ANSWER) || (!has_found && is_whole && text.trim() !== "")) {
    const { message, ...details } = builtin;
    throw refuse("not_understood", message, { details });
  }
  if (!has_found) throw new ModelFailure({ name: "NoAnswer" });
}

/** What the model has written as it is shown. */
function inWords({ text, is_whole }: Reply, uses: readonly ToolUse[]) {
  const plain = withPlainNumbers(toPlainText(text));
  if (!is_whole) return replaced(IN_PLACE.unfinished, uses);
  if (plain === "" || repeatsInstructions(text)) return replaced(IN_PLACE.unusable, uses);
  return { text: plain, warnings: [] };
}

function replaced(warning: string, uses: readonly ToolUse[]) {
  const is_empty = lastUseful(uses)?.result.rows.length === 0;
  return { text: is_empty ? "Nothing was found." : "The rows show what was found.", warnings: [warning] };
}

/** The last use of a tool that has found something, or else the last one. What a name means is seldom the answer. */
function lastUseful(uses: readonly ToolUse[]): ToolUse | undefined {
  const others = uses.filter(({ tool }) => tool !== findNames);
  const among = others.length > 0 ? others : uses;
  return among.findLast(({ result }) => result.rows.length > 0) ?? among.at(-1);
}

/** The answer's text with the rows that it is about, and the evidence for it. */
function shownBy(uses: readonly ToolUse[], text: string) {
  const { columns = [], rows = [], total = 0, truncated = false } = lastUseful(uses)?.result ?? {};
  const asked = uses.map(({ tool, arguments: args }) => `${tool.name} (${argumentsInWords(args)})`);
  return {
    answer: text,
    interpretation: `What the model asked for: ${asked.join("; ")}.`,
    ...{ columns, rows, total, truncated },
    evidence: uses.map(evidenceOf),
  };
}

function argumentsInWords(args: Record<string, unknown>): string {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return given.map(([name, value]) => `${name}: ${inShort([value].flat())}`).join("; ");
}

function inShort(values: readonly unknown[]): string {
  const others = values.length - MOST_SHOWN;
  return `${values.slice(0, MOST_SHOWN).join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
}

function log({ organization }: TenantContext, entry: object): void {
  console.error(JSON.stringify({ asking_of: organization.id, ...entry }));
}
