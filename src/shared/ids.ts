import { monotonicFactory } from "ulid";

/** Every kind of thing that has an identifier, and the prefix by which a reader recognises it. */
const ID_PREFIXES = {
  organization: "org",
  api_key: "key",
  product: "prd",
  variant: "var",
  location: "loc",
  supplier: "sup",
  order: "ord",
  adjustment: "adj",
  purchase_order: "po",
  stock_transfer: "st",
  cycle_count: "cc",
  return_authorization: "rma",
  inventory_policy: "pol",
  lot: "lot",
  recipe: "rec",
  production_batch: "bat",
  waste_record: "wst",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

let nextUlid: ((time?: number) => string) | undefined;

/** A new identifier, sortable by creation time and never given out twice: `ord_01jd…`. */
export function newId(kind: IdKind, now: Date): string {
  nextUlid ??= monotonicFactory();
  return `${ID_PREFIXES[kind]}_${nextUlid(now.getTime()).toLowerCase()}`;
}

/** A line's id is its document's id plus its position, so it needs no index of its own. */
export function lineId(documentId: string, position: number): string {
  return `${documentId.replace("_", "_line_")}_${position}`;
}

const NUMBER_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A document number that nobody chose, `SO-261123-7K2QX`: the day and five random characters, so that making one needs no
 * counter that every writer would queue for, and tells nobody how many there are. A collision is refused by the
 * database and the command decided anew.
 */
export function newDocumentNumber(prefix: string, now: Date): string {
  const random = crypto.getRandomValues(new Uint8Array(5));
  const suffix = Array.from(random, (byte) => NUMBER_ALPHABET[byte % 32]).join("");
  return `${prefix}-${now.toISOString().slice(2, 10).replaceAll("-", "")}-${suffix}`;
}
