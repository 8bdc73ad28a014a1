import type { Frame, Role } from "../frame";
import type { Tag } from "../lexicon";
import type { Period } from "../mentions";

export type Args = Readonly<Record<string, unknown>>;
/** A kind of name as a part of a question; SKUs, products and categories are all items. */
export type NameGroup =
  | "item"
  | "location"
  | "supplier"
  | "customer"
  | "lot"
  | "order"
  | "purchase_order"
  | "stock_transfer";
/** A tag, or a name of some kind. */
export type Need = Tag | `@${NameGroup}` | "@channel" | "@period";

/** What an intent is asked with, besides the question. */
export type Surroundings = { today: string; currency: string };

/** How a period becomes arguments: of what has happened, of what is to come, or by a rule of its own. Null if it can't be asked for. */
export type PeriodRule =
  | "past"
  | "future"
  | "now"
  | ((period: NonNullable<Frame["period"]>, today: string) => Args | null);

export type NameRule = {
  /** The arguments by the role of the name; that of no role is a refusal. */
  roles: Partial<Record<Role, string>>;
  /** Whether the tool takes ids (or codes), or names. */
  by?: "id" | "name";
};

/**
 * A kind of question, as data: what it needs to be asked, what else it can honour, and which use of a tool it becomes. Everything in
 * a question must be needed, set, measured, compared, ranked, grouped or allowed by its intent; a question with anything else
 * is not of this intent.
 */
export type Intent = {
  tool: string;
  form: string;
  /** The form where the members of a group are counted. */
  counted?: Readonly<Record<string, string>>;
  /** What is shown, as the interpretation begins: `Stock levels`. */
  says: string;
  /** Of each of these, the question has one. */
  needs: readonly (readonly Need[])[];
  /** What it may have besides, without any effect: it goes without saying here. */
  allows?: readonly Tag[];
  /** What it must not have, though a tag of it is allowed. */
  lacks?: readonly Need[];
  /** True of a question that is another one. */
  unless?: (counts: Counts) => boolean;
  fixed?: Args | ((counts: Counts) => Args);
  /** What a tag adds to the arguments. */
  sets?: Partial<Record<Tag, Args>>;
  names?: Partial<Record<NameGroup, NameRule>>;
  period?: PeriodRule;
  /** True if the tool takes sales channels. */
  channels?: true;
  /** The period (days up to today) of a ranking that names none. */
  ranking_days?: number;
  /** The columns that a tag stands for, in conditions and orders. */
  measures?: Partial<Record<Tag, string>>;
  /** The columns that are said where a tag asks for them, such as a date, and nothing can be compared or sorted by. */
  shows?: Partial<Record<Tag, string>>;
  /** Tags that may mean several columns, so that none of them is what is asked about. */
  vague?: readonly Tag[];
  /** The column of a condition that names none, of one in days, and of one in money. */
  compares?: string;
  compares_days?: string;
  compares_money?: string;
  /** The column of an order that names none. */
  ranks?: string;
  /** Orders that name themselves, such as the oldest: a column, with a minus sign for the largest first. */
  orders?: Partial<Record<Tag, string>>;
  /** The value of `group_by` for a thing; null if rows are of it anyway. */
  groups?: Partial<Record<Tag, string | null>>;
  /** The things that rows are of, where these are no groups: what a ranking may be of. */
  row?: readonly Tag[];
  /** Other things that each row has one of, by which rows are told apart anyway. */
  by?: readonly Tag[];
  /** The value of `group_by` without a thing to group by. */
  group?: (counts: Counts) => string | null;
  /** Conditions on the rows of a question that asks which there are, such as those of which some are on hand. */
  only?: (counts: Counts, group: string | null) => readonly string[];
  /** What a length of time means, such as `for 90 days`. */
  lasting?: (days: number) => Args;
  /** How many rows there are if it doesn't say. */
  limit?: number;
  /** Examples of it, with `{item}`, `{location}`, `{supplier}` and `{customer}` for names. */
  examples: readonly string[];
};

/** How many names of each kind a question has, how items are named, and what else decides about its rows. */
export type Counts = {
  item: number;
  location: number;
  customer: number;
  supplier: number;
  channel: number;
  order: number;
  purchase_order: number;
  lot: number;
  item_kind: string | null;
  /** What it is about: the tags of its things that are not grouped by, and of its concepts. */
  has: (tag: Tag) => boolean;
  /** The same without the things that rows are to be grouped by. */
  asks: (tag: Tag) => boolean;
  is_ranked: boolean;
  is_compared: boolean;
  has_period: boolean;
};

export const AT: NameRule = { roles: { plain: "location_id", at: "location_id", except: "except_location_id" } };
export const AT_OR_FROM: NameRule = { roles: { ...AT.roles, from: "location_id", by: "location_id" } };
export const ITEMS: NameRule = { roles: { plain: "with", at: "with", from: "with", except: "except" } };
export const NUMBER: NameRule = {
  roles: { plain: "number", at: "number", from: "number", to: "number", by: "number" },
};
export const SUPPLIER: NameRule = {
  roles: { plain: "supplier_id", at: "supplier_id", from: "supplier_id", to: "supplier_id", by: "supplier_id" },
};
export const CUSTOMER: NameRule = {
  roles: { plain: "customer", from: "customer", to: "customer", by: "customer", at: "customer" },
};

/** How a period is asked for with two arguments. */
export const between =
  (tense: "past" | "future", from: string, to: string): PeriodRule =>
  (period) => {
    const days: Period | null = period[tense];
    if (!days) return null;
    return { ...(days.from ? { [from]: days.from } : {}), ...(days.to ? { [to]: days.to } : {}) };
  };

/** Days as conditions on a column. */
export const whereDays =
  (tense: "past" | "future", column: string): PeriodRule =>
  (period) => {
    const days: Period | null = period[tense];
    if (!days) return null;
    const where = [...(days.from ? [`${column}>=${days.from}`] : []), ...(days.to ? [`${column}<=${days.to}`] : [])];
    return where.length > 0 ? { where } : null;
  };

/** Of a document that is named, how it stands is shown, not whether it stands as asked. */
export const asShown = (states: object): Partial<Record<Tag, Args>> =>
  Object.fromEntries(Object.keys(states).map((tag) => [tag, {}]));

const DAY = 86_400_000;
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
