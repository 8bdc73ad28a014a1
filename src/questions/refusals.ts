import type { Frame } from "./frame";
import type { Question } from "./interpret";
import type { Named } from "./mentions";
import type { Misunderstood } from "./outcome";
import type { Reading } from "./readings";

const REASONS = {
  write:
    "Questions only read. To change something, use the API's own endpoints or the MCP tools, which check and record it.",
  meaning:
    "The words of this question are known, but not what they ask for together. Ask for one thing at a time: which figure, of what, where and when.",
  context: "This needs the question before. Send the conversation_id of its answer, or ask in full.",
  time: "A date or time in this question does not exist, or its end is before its beginning. Write dates as YYYY-MM-DD.",
} as const;

/** A question that can't be answered, and why. */
export function refusal(reason: keyof typeof REASONS, _question: Question): Misunderstood {
  return { message: REASONS[reason], examples: [] };
}

/** A question with words that mean nothing here, and that no name has. */
export function foreignWords(reading: Reading | undefined, { words }: Question): Misunderstood {
  const unknown = (reading?.pieces ?? [])
    .filter(({ type }) => type === "unknown")
    .map(({ first }) => words[first]?.raw ?? "");
  const named = [...new Set(unknown)].slice(0, 6).map((word) => `“${word.slice(0, 60)}”`);
  const [is, they] = named.length === 1 ? ["is", "it"] : ["are", "them"];
  return {
    message: `${named.join(", ")} ${is} not understood: nothing of this organization is called so, and it is no word of a question that can be answered. Leave ${they} out, or correct the spelling.`,
    examples: [],
  };
}

/** A name that fits several things equally well. */
export function ambiguity(among: readonly Named[], _question: Question): Misunderstood {
  const seen = new Map(among.map(({ kind, id, name }) => [`${kind} ${id}`, { kind, id, name }]));
  const candidates = [...seen.values()].slice(0, 20);
  const names = [...new Set(candidates.map(({ kind, name }) => `${name} (${kind.replaceAll("_", " ")})`))];
  return {
    message: `A name in this question may mean ${names.join(" or ")}. Write which one.`,
    examples: [],
    candidates,
  };
}

/** True for a question that only has names, times, groups or an order, so that it can only go on from another. */
export const isEmpty = ({ concepts }: Frame): boolean => concepts.length === 0;
