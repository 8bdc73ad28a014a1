import type { Column, ToolResult } from "../tools/define";
import { CLAUSES, FORMS, type Form, OTHER } from "./answers/forms";
import { nameOf, rowInWords, type Subject, subjectOf, toText } from "./answers/rows";
import type { Plan } from "./outcome";

/** At most so many rows are named; the others are in the rows of the answer. */
const MOST_NAMED = 5;

/**
 * The answer to a question in one sentence or two: how many there are or how much it is, and the first rows. Every number in it is
 * one of the rows, the total, the summary or the arguments, as it stands there; money is in `currency`.
 */
export function toAnswer(plan: Plan, result: ToolResult, currency: string): string {
  const form = FORMS[plan.form] ?? OTHER;
  if (result.total === 0) return `${form.none}${whenOf(plan)}.`;
  const common = subjectOf(result, plan.arguments.product_id !== undefined);
  const subject = form.counted ? { item: "", place: form.is_of_places ? "" : common.place } : common;
  const head = headOf(plan, form, result, { subject, currency });
  const [only] = result.rows;
  const isSaid = result.total === 1 && only && head !== "" && nameOf(only, subject) === "";
  const rows = isSaid ? "" : listOf(plan, form, result, { subject, currency });
  if (rows === "") return `${head || countedIn(["row", "rows"], result.total) + whenOf(plan)}.`;
  if (head === "") return `${rows}${common.place && ` ${form.place ?? "at"} ${common.place}`}${whenOf(plan)}.`;
  const isMore = result.total > Math.min(result.rows.length, MOST_NAMED);
  const isList = form.counted !== undefined && !head.includes(";");
  return `${head}${isList ? ":" : "."} ${isMore ? (isList ? "among them " : "Among them ") : ""}${rows}.`;
}

type About = { subject: Subject; currency: string };

/** True for the first rows in an order that the question asks for. */
const isFirst = ({ arguments: { sort_by } }: Plan, truncated: boolean): boolean => truncated && sort_by !== undefined;

/** How many rows there are, and the sums. */
function headOf(plan: Plan, form: Form, result: ToolResult, about: About): string {
  const sums = isRanked(plan, form, result) ? [] : clausesOf(plan, form, result, about.currency);
  if (isFirst(plan, result.truncated)) return "";
  const { item, place } = about.subject;
  const of = item === "" ? "" : ` of ${item}`;
  const where = `${place === "" ? "" : ` ${form.place ?? "at"} ${place}`}${whenOf(plan)}`;
  if (form.counted) {
    return [`${countOf(form.counted, form, result)}${where}`, ...sums.map(({ text }) => text)].join("; ");
  }
  const [first, ...others] = sums;
  if (!first) return "";
  const begun = first.isQuantity
    ? first.text.replace(first.amount, () => `${first.amount}${of}`)
    : `${first.text}${of && ` for ${item}`}`;
  const text = [`${begun}${where}`, ...others.map((each) => each.text)].join("; ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** True for the first of many, of which the rows are said and no sums. */
function isRanked(plan: Plan, form: Form, { truncated }: ToolResult): boolean {
  return form.counted === undefined && (form.totals === undefined || isFirst(plan, truncated));
}

/** What is counted, as it is: `There are 5 variants of 4 products`, or products alone that have one variant each. */
function countOf(counted: readonly [string, string], { whole }: Form, { total, summary }: ToolResult): string {
  const count = whole && summary[whole.sum];
  if (whole === undefined || typeof count !== "number") return countedIn(counted, total);
  if (count === total) return countedIn([whole.one, whole.many], total);
  return countedIn(counted, total, ` of ${count} ${count === 1 ? whole.one : whole.many}`);
}

/** `3 items are out of stock`, or `There are 3 orders`. */
function countedIn([one, many]: readonly [string, string], total: number, of = ""): string {
  const counted = `${total} ${total === 1 ? one : many}${of}`;
  return / (?:is|was) /.test(one) ? counted : `There ${total === 1 ? "is" : "are"} ${counted}`;
}

type Said = { text: string; amount: string; isQuantity: boolean };

/** The sums in words: what the question asks about first, then what its form says, if it is there. */
function clausesOf(plan: Plan, form: Form, { columns, summary }: ToolResult, currency: string): Said[] {
  const keys = new Set([...(plan.measure ? [plan.measure] : []), ...(form.totals ?? [])]);
  return [...keys].flatMap((key) => {
    const [clause, value] = [form.says?.[key] ?? CLAUSES[key], summary[key]];
    if (!clause || typeof value !== "number") return [];
    const column = columns.find((each) => each.key === key) ?? columnOf(key);
    const amount = toText(value, column, currency);
    const text = clause[value === 1 ? 0 : 1].replace("{n}", () => amount);
    return [{ text, amount, isQuantity: clause[0].startsWith("{n}") && column.type !== "money" }];
  });
}

/** A sum of which there is no column. */
const columnOf = (key: string): Pick<Column, "type"> => ({ type: key.includes("value") ? "money" : "quantity" });

/** The first rows by name. */
function listOf(plan: Plan, form: Form, { columns, rows }: ToolResult, about: About): string {
  const { sort_by } = plan.arguments;
  const order = typeof sort_by === "string" ? [sort_by.replace("-", "")] : [];
  const asked = [...(plan.measures ?? (plan.measure ? [plan.measure] : [])), ...order];
  const keys = [...new Set([...asked, ...(form.is_asked_alone && asked.length > 0 ? [] : (form.each ?? []))])];
  const first = rows.slice(0, MOST_NAMED);
  const names = first.map((row) => nameOf(row, about.subject));
  const named = first.map((row, at) => {
    const isAlone = names.filter((name) => name === names[at]).length === 1;
    return rowInWords(row, columns, isAlone ? keys : ["sku", ...keys], { ...about, asked });
  });
  return join(named.filter((text) => text !== ""));
}

/** `A, B and C`. */
function join(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`;
}

/** The days that a question is about, as its arguments have them. */
function whenOf({ arguments: args }: Plan): string {
  const [from, to] = [args.from, args.to];
  if (typeof args.as_of === "string") return ` at the end of ${args.as_of}`;
  if (typeof from !== "string") return typeof to === "string" ? ` until ${to}` : "";
  if (typeof to !== "string") return ` from ${from} on`;
  return from === to ? ` on ${from}` : ` from ${from} to ${to}`;
}
