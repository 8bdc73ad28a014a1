export type { Named, NameKind, NameMention } from "../tools/names/mentions";
export type { Word } from "../tools/names/words";

/** Days of the organization's calendar, both included; null is open. */
export type Period = { from: string | null; to: string | null };

/** Words of a question that name a time: what it means of what has happened, and of what is to come; null if it can't be either. */
export type TimeMention = {
  first: number;
  last: number;
  past: Period | null;
  future: Period | null;
  /** As the interpretation says it: `from 2026-10-01 to 2026-10-31`; of what has happened, if it can be that. */
  text: string;
};
