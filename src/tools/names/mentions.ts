export const NAME_KINDS = [
  "variant",
  "product",
  "category",
  "location",
  "supplier",
  "customer",
  "lot",
  "order",
  "purchase_order",
  "stock_transfer",
] as const;
export type NameKind = (typeof NAME_KINDS)[number];

/** Something that has a name or a code. `id` is what the tools take: a variant's SKU, a category's or a customer's name, else an id or a number. */
export type Named = {
  kind: NameKind;
  id: string;
  name: string;
  code: string | null;
  /** Of a variant: its product. */
  product_id?: string;
};

/** Words of a question (from `first` to `last`, both included) that name something. */
export type NameMention = {
  first: number;
  last: number;
  /** What it may be: one thing, or several that fit equally well. */
  among: readonly Named[];
  /** True if the words are the whole name or the code, to the letter but for case and accents. */
  is_exact: boolean;
  /** True if there may be more that fits as well than `among` has: a total over these would be wrong. */
  is_cut: boolean;
  /** True if it is a plural, and not a whole name that is one itself. */
  is_plural: boolean;
  /** From 0 to 1: how well the words fit. */
  score: number;
};
