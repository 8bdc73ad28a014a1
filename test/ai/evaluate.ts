import type { Engine } from "../../src/storage/port";
import type { Tenant } from "../support/app";
import { type Answered, type Expected, isExpected, type Refused, unprovedNumbers } from "./match";

export type Question = {
  id: string;
  set: "seen" | "unseen";
  kind: string;
  question: string;
  previous?: string[];
  expect: Expected | Refused;
};

/** `refused`: needlessly, or without the candidates that it should have named. */
type Verdict = "right" | "refused" | "wrong";
export type Result = {
  question: Question;
  verdict: Verdict;
  /** What came, in a line. */
  came: string;
  /** What an answer claims without proof; absent if nothing. */
  unproved?: string;
};

export const questionsIn = (lines: string): Question[] =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** Asks a question, after those that were asked before it in its conversation, and judges the answer. */
export async function judge(tenant: Tenant, engine: Engine, question: Question): Promise<Result> {
  let conversation_id: string | undefined;
  let answer = await ask(tenant, question.previous?.[0] ?? question.question, conversation_id);
  for (const next of question.previous ? [...question.previous.slice(1), question.question] : []) {
    conversation_id = answer.body.data?.conversation_id;
    answer = await ask(tenant, next, conversation_id);
  }
  const { status, body } = answer;
  if (status !== 200) return { question, ...judgeRefusal(question, body.errors[0]) };
  const answered: Answered = body.data;
  const came = `${body.data.interpretation} → ${answered.answer} ${JSON.stringify(answered.rows.slice(0, 3))}`;
  const { expect } = question;
  const right = !("refused" in expect) && (await isExpected(engine, expect, answered));
  const unproved = await unprovedOf(tenant, answered, [...(question.previous ?? []), question.question].join(" "));
  return { question, verdict: right ? "right" : "wrong", came, ...(unproved ? { unproved } : {}) };
}

const ask = (tenant: Tenant, question: string, conversation_id: string | undefined) =>
  tenant.request("POST", "/api/v1/ai/query", { body: { question, ...(conversation_id ? { conversation_id } : {}) } });

type Refusal = { code: string; message: string; details?: { candidates?: { name: string }[] } };

function judgeRefusal({ expect }: Question, { code, message, details }: Refusal): Pick<Result, "verdict" | "came"> {
  const names = (details?.candidates ?? []).map(({ name }) => name);
  const came = `${code}: ${message}${names.length > 0 ? ` (${names.join(", ")})` : ""}`;
  if (code !== "not_understood") return { verdict: "wrong", came };
  const helps =
    "refused" in expect && (expect.candidates ?? []).every((name) => names.some((each) => each.startsWith(name)));
  return { verdict: helps ? "right" : "refused", came };
}

/** What an answer says that it does not prove: numbers without a row, and evidence that is another one when it is asked for again. */
async function unprovedOf(tenant: Tenant, answered: Answered, asked: string): Promise<string | undefined> {
  const numbers = unprovedNumbers(answered, asked);
  if (numbers.length > 0) return `${numbers.join(", ")} in “${answered.answer}”`;
  if (answered.evidence.length === 0) return "no evidence";
  for (const { source, rows, total, summary } of answered.evidence) {
    const again = await tenant.request("GET", source);
    if (again.status !== 200) return `${source}: ${again.status}`;
    const { data } = again.body;
    const found = JSON.stringify([data.rows, data.total, data.summary]);
    if (found !== JSON.stringify([rows, total, summary])) return `${source} returns something else`;
  }
  return undefined;
}

export type Score = Record<Verdict, number> & { of: number };

export function scoreOf(results: readonly Result[]): Score {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length;
  return { right: count("right"), refused: count("refused"), wrong: count("wrong"), of: results.length };
}

/** The scores of a half by kind of question, and what failed. */
export function report(name: string, results: readonly Result[]): string {
  const kinds = Map.groupBy(results, ({ question }) => question.kind);
  const answerable = results.filter(({ question }) => !("refused" in question.expect));
  const rows = [
    ["all", scoreOf(results)] as const,
    ["all that can be answered", scoreOf(answerable)] as const,
    ...[...kinds].sort().map(([kind, all]) => [kind, scoreOf(all)] as const),
  ];
  const lines = rows.map(
    ([kind, { right, refused, wrong, of }]) =>
      `${kind.padEnd(28)} ${percent(right, of)} right (${right} of ${of}), ${refused} needlessly refused, ${wrong} wrong`,
  );
  const failed = results.filter(({ verdict, unproved }) => verdict !== "right" || unproved !== undefined);
  const failures = failed.map(shown);
  return [`\n${name}`, ...lines, ...(failures.length > 0 ? ["", ...failures] : [])].join("\n");
}

const percent = (part: number, of: number) => `${((100 * part) / Math.max(1, of)).toFixed(1).padStart(5)} %`;

function shown({ question: { id, previous, question, expect }, verdict, came, unproved }: Result): string {
  const asked = [...(previous ?? []), question].join(" / ");
  const wanted =
    "refused" in expect ? `refused ${expect.candidates?.join(", ") ?? ""}` : `${expect.match} of ${expect.columns}`;
  return `${verdict} ${id} ${asked}\n    expected: ${wanted}\n    came: ${came}${unproved ? `\n    unproved: ${unproved}` : ""}`;
}
