import { monotonicFactory, ulid } from "ulid";
import { random } from "./random";

/** Everything that has an identifier, and the prefix of its identifiers. */
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
  insight: "ins",
  webhook_endpoint: "whe",
  webhook_delivery: "whd",
  webhook_replay: "rpl",
  alert_subscription: "als",
  integration: "int",
  integration_delivery: "ind",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

let nextUlid: ((time?: number) => string) | undefined;

/** A new identifier, sortable by creation time and never issued twice: `ord_01jd…`. */
export function newId(kind: IdKind, now: Date): string {
  nextUlid ??= monotonicFactory(random);
  return `${ID_PREFIXES[kind]}_${nextUlid(now.getTime()).toLowerCase()}`;
}

/** A new id of an integration. It names the organization too, so that the path of its webhooks leads to the database. */
export function newIntegrationId(organization_id: string, now: Date): string {
  return newId("integration", now).replace("_", `${organization_id.slice(ID_PREFIXES.organization.length)}_`);
}

/** The id of the organization whose integration this is; null for what is no integration's id. */
export function organizationOfIntegration(id: string): string | null {
  const organization = /^int_([0-9a-z]{26})_[0-9a-z]{26}$/.exec(id)?.[1];
  return organization === undefined ? null : `${ID_PREFIXES.organization}_${organization}`;
}

/** A new id of a request: `req_01jd…`. */
export function newRequestId(): string {
  return `req_${ulid(undefined, random).toLowerCase()}`;
}

/** A line's id is its document's id plus its position, so it needs no index of its own. */
export function lineId(documentId: string, position: number): string {
  return `${documentId.replace("_", "_line_")}_${position}`;
}

const NUMBER_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A generated document number, `SO-261123-7K2QX`: the date and five random characters. It needs no counter that writers would
 * queue for, and does not reveal how many documents there are. A collision is refused by the database, and the command is
 * decided again.
 */
export function newDocumentNumber(prefix: string, now: Date): string {
  const random = crypto.getRandomValues(new Uint8Array(5));
  const suffix = Array.from(random, (byte) => NUMBER_ALPHABET[byte % 32]).join("");
  return `${prefix}-${now.toISOString().slice(2, 10).replaceAll("-", "")}-${suffix}`;
}
