import * as z from "zod";
import { NAME_KINDS } from "../tools/names/mentions";

/** How a name is joined to the question: by its preposition, or as what is left out. */
const ROLES = ["plain", "at", "from", "to", "by", "except"] as const;
export type Role = (typeof ROLES)[number];

const short = z.string().max(300);
const tags = z.array(z.string().max(40)).max(60);
const Named = z.object({ kind: z.enum(NAME_KINDS), id: short, name: short, code: short.nullable() });

const NamesInFrame = z.object({
  kind: z.enum(NAME_KINDS),
  role: z.enum(ROLES),
  things: z.array(Named).min(1).max(100),
  /** True if all things are meant that a word fits, such as all lamps. */
  is_all: z.boolean(),
});

const ConceptInFrame = z.object({
  tags,
  numbers: z.array(z.number()).max(2),
  /** What the concepts right before and right behind it mean: what a comparison is about. */
  before: tags,
  after: tags,
  /** True if an `and` or an `or` joins it to the concept before. */
  is_joined: z.boolean(),
});

const ThingInFrame = z.object({
  /** What it may be: `po` is a purchase order. */
  tags,
  is_many: z.boolean(),
  /** True if the rows are to be grouped by it (`by location`); otherwise it is what the question is about, or just said. */
  is_group: z.boolean(),
  /** True if an `and` or an `or` joins it to what is before. */
  is_joined: z.boolean(),
});

const Days = z.object({ from: z.iso.date().nullable(), to: z.iso.date().nullable() }).nullable();

/**
 * All that a question says, without its words: what an intent makes a use of a tool from. A conversation keeps it, so that the next
 * question can replace parts of it.
 */
export const Frame = z.object({
  concepts: z.array(ConceptInFrame).max(60),
  things: z.array(ThingInFrame).max(20),
  names: z.array(NamesInFrame).max(20),
  period: z.object({ past: Days, future: Days, text: short }).nullable(),
});
export type Frame = z.output<typeof Frame>;
export type NamesInFrame = Frame["names"][number];
export type ConceptInFrame = Frame["concepts"][number];
export type ThingInFrame = Frame["things"][number];

/** What several kinds have in common as a part of a question: a SKU, a product and a category all say which items. */
export const ITEM_KINDS: readonly string[] = ["variant", "product", "category"];

/** How a question is put, whatever it asks for. */
export const PUTTING = [
  ...(["how_many", "which", "list", "total", "everywhere", "altogether", "all"] as const),
  ...(["there", "have", "unit", "pronoun", "we"] as const),
] as const;

/** What says nothing about which question it is. */
const WEAK: readonly string[] = [...PUTTING, "left", "how_much_is", "where", "how", "had", "when", "number"];

export const isWeak = ({ tags, before }: ConceptInFrame): boolean =>
  tags.some((tag) => WEAK.includes(tag)) && !before.includes("by");
