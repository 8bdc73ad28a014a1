import type { Frame, NamesInFrame } from "./frame";
import type { Args, Intent } from "./intents/intent";

const PREPOSITIONS: Readonly<Record<string, string>> = {
  ...{ item: "of", location: "at", supplier: "of the supplier", customer: "of the customer", lot: "of the lot" },
  ...{ order: "of the order", purchase_order: "of the purchase order", stock_transfer: "of the transfer" },
};
const KINDS: Readonly<Record<string, [string, string]>> = {
  variant: ["the SKU", "the SKUs"],
  product: ["the product", "the products"],
  category: ["the category", "the categories"],
};
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ "<": "below", "<=": "at most", "=": "equal to", "!=": "not", ">=": "at least", ">": "above" },
};
/** Arguments that have their own words in the sentence. */
const SAID =
  /^(from|to|expires_from|expires_to|limit|sort_by|where|group_by|sku|product_id|category|location_id|supplier_id|customer|lot_number|number|as_of|days|horizon_days|from_location_id|to_location_id|except_.*)$/;

/** What a question was taken to mean, in a sentence: what is shown, of what, where, when, under which conditions, in which order. */
export function say(intent: Intent, frame: Frame, args: Args, measure?: string): string {
  const names = frame.names.map(sayNames);
  const flags = Object.entries(args)
    .filter(([key, value]) => !SAID.test(key) && value !== "any")
    .map(
      ([key, value]) =>
        `${words(key)}: ${[value]
          .flat()
          .map((each) => words(String(each)))
          .join(" or ")}`,
    );
  const where = [args.where ?? []].flat().map((condition) => sayCondition(String(condition)));
  const parts = [
    measure === undefined || intent.says.toLowerCase().includes(words(measure))
      ? intent.says
      : `${intent.says} (${words(measure)})`,
    ...names,
    ...sayPeriod(args),
    ...(flags.length > 0 ? [`(${flags.join(", ")})`] : []),
    ...(where.length > 0 ? [`with ${where.join(" and ")}`] : []),
    ...(typeof args.group_by === "string" && args.group_by !== "none" ? [`by ${words(args.group_by)}`] : []),
  ];
  return `${parts.join(" ")}${sayOrder(args)}`;
}

function sayNames({ kind, role, things, is_all }: NamesInFrame): string {
  const names = things.map(({ name, code, kind: each }) =>
    each === "variant" && code && code !== name ? `${name} (${code})` : name,
  );
  const [one, several] = KINDS[kind] ?? ["", ""];
  const noun = things.length > 1 ? several : one;
  const group = kind in KINDS ? "item" : kind;
  const joint =
    role === "except"
      ? "except"
      : role === "from" && kind === "location"
        ? "from"
        : role === "to" && kind === "location"
          ? "to"
          : PREPOSITIONS[group];
  return [joint, is_all ? "all of" : "", noun, list(names)].filter((part) => part !== "").join(" ");
}

function sayPeriod(args: Args): string[] {
  const from = args.from ?? args.expires_from;
  const to = args.to ?? args.expires_to;
  const said = [
    from !== undefined && from === to ? `on ${from}` : "",
    from !== undefined && from !== to ? `from ${from}` : "",
    to !== undefined && from !== to ? `to ${to}` : "",
    args.as_of === undefined ? "" : `at the end of ${args.as_of}`,
    args.days === undefined ? "" : Number(args.days) > 3650 ? "ever" : `in the last ${args.days} days`,
    args.horizon_days === undefined ? "" : `for the next ${args.horizon_days} days`,
  ];
  return said.filter((part) => part !== "");
}

function sayCondition(condition: string): string {
  const [, column = "", operator = "", value = ""] = /^([a-z_]+)(<=|>=|!=|<|>|=)(.+)$/.exec(condition) ?? [];
  return `${words(column)} ${OPERATORS[operator]} ${value}`;
}

function sayOrder({ sort_by, limit }: Args): string {
  const order =
    typeof sort_by === "string"
      ? `, ${sort_by.startsWith("-") ? "highest" : "lowest"} ${words(sort_by.replace("-", ""))} first`
      : "";
  return `${order}${limit === undefined ? "" : `, at most ${limit}`}`;
}

const words = (name: string): string => name.replaceAll("_", " ");

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
