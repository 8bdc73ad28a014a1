import { collectionOf, FITTING } from "./lists";

/** A thing of the organization, as its list shows it. */
export type Known = {
  id: string;
  status?: string;
  sku?: string;
  variant_id?: string;
  code?: string | null;
  barcode?: string | null;
  location_id?: string;
  lot_number?: string;
  items?: { sku?: string }[];
  inputs?: { id: string }[];
  product_id?: string;
  lot_tracked?: boolean;
  available?: number;
  source?: string;
  prefix?: string;
  revoked_at?: string | null;
  delivered_through?: number;
};

/** What an organization has of each collection of the API, by its path; and of what an action can be done to, by the action's. */
export type KnownThings = Readonly<Record<string, Known>>;

type Schema = { enum?: unknown[]; type?: unknown; examples?: unknown[]; default?: unknown; items?: Schema };
type Parameter = { name: string; in: string; schema: Schema; required?: boolean; example?: unknown; examples?: object };
type Operation = {
  operationId?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
};
export type OpenApiDocument = { paths: Record<string, Record<string, Operation>> };

/**
 * A document whose examples can be sent as they stand: members and parameters that refer to something, such as `location_id`,
 * name something of the organization, and those that must be unique, such as the SKU of a new product, have a value that
 * `fresh` makes. Parameters that may be left out are left out.
 */
export function fill(document: OpenApiDocument, things: KnownThings, fresh: string): OpenApiDocument {
  const filled = structuredClone(document);
  for (const [path, operations] of Object.entries(filled.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const own = path.includes("{id}") ? thingOf(path, things) : things[`${path} order`];
      for (const parameter of operation.parameters ?? []) fillParameter(parameter, path, things);
      const body = operation.requestBody?.content["application/json"];
      const [example] = body?.schema.examples ?? [];
      const creates = method === "post" && !path.includes("{id}");
      if (body && example) body.example = filledValue(example, { path, things, own, fresh: creates ? fresh : null });
    }
  }
  return filled;
}

/** What `{id}` names in a path: for an action nothing, if nothing is in a status that it is for. */
function thingOf(path: string, things: KnownThings): Known | undefined {
  const is_action = path in FITTING && !path.endsWith("}");
  return things[path] ?? (is_action ? undefined : things[collectionOf(path)]);
}

function fillParameter(parameter: Parameter, path: string, things: KnownThings): void {
  const { name } = parameter;
  if (parameter.in === "path") {
    const thing = name === "id" ? thingOf(path, things) : things[nameOfThing(name, path)];
    const value = name === "barcode" ? thing?.barcode : thing?.id;
    if (value) parameter.example = value;
    return;
  }
  const referred = reference(name === "search" ? "sku" : name, { path, things, own: undefined, fresh: null });
  if (parameter.required) parameter.example = referred;
  else turnOff(parameter, referred);
}

/** Under which name a parameter other than `{id}` finds its thing. */
function nameOfThing(name: string, path: string): string {
  if (name === "delivery_id") return "delivery of the integration";
  // Each sender has a path of its own: `/api/v1/integrations/webhooks/shopify/{integration_id}`.
  if (name === "integration_id") return `${path.split("/").at(-2)} integration`;
  return collectionNamed(name);
}

/** Keeps Scalar from sending a parameter that may be left out: it sends whatever has an example, a default or a list of values. */
function turnOff(parameter: Parameter, referred: string | undefined): void {
  const { schema } = parameter;
  const text = schema.type === "string" ? referred : undefined;
  const value = schema.default ?? text ?? schema.enum?.[0] ?? schema.examples?.[0];
  if (value !== undefined) parameter.examples = { default: { value, "x-disabled": true } };
}

/** The collection that a name such as `supplier_id` refers to. */
function collectionNamed(name: string): string {
  const singular = name.replace(/_id$/, "");
  const special: Record<string, string> = {
    ...{ from_location: "locations", recipe: "recipes", policy: "inventory_policies", output_variant: "variants" },
    ...{ return: "return_authorizations", lot: "lots", lot_record: "lots" },
    ...{ key: "api_keys" },
  };
  return `/api/v1/${special[singular] ?? `${singular}s`}`;
}

type Where = { path: string; things: KnownThings; own: Known | undefined; fresh: string | null };

/** The members that must be unique in a collection. */
const UNIQUE: Readonly<Record<string, readonly string[]>> = {
  "/api/v1/products": ["sku", "barcode"],
  "/api/v1/products/import": ["sku"],
  "/api/v1/products/{product_id}/variants": ["sku", "barcode"],
  "/api/v1/locations": ["code"],
  "/api/v1/suppliers": ["code"],
};

function filledValue(value: unknown, where: Where, name = ""): unknown {
  if (Array.isArray(value))
    return distinct(value.map((element) => filledValue(element, where, name.replace(/s$/, ""))));
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).filter(([member]) => !(member === "barcode" && isNew(where, member)));
    return Object.fromEntries(members.map(([member, inner]) => [member, filledValue(inner, where, member)]));
  }
  // Whatever is left to be received, shipped or returned, it is one at least.
  if (name === "quantity" && where.own) return 1;
  if (typeof value !== "string") return value;
  // Events are kept for some weeks only: the last one that the endpoint is done with is there.
  if (where.path.endsWith("/replay")) return where.own?.delivered_through ?? value;
  if (isNew(where, name)) return `${value}-${where.fresh}`;
  return reference(name, where) ?? value;
}

/** Without lines that name the same SKU as one before: all are filled with the one of which there is the most. */
function distinct(elements: unknown[]): unknown[] {
  const skus = elements.map((element) => (element as { sku?: string } | null)?.sku);
  return elements.filter((_, index) => skus[index] === undefined || skus.indexOf(skus[index]) === index);
}

function isNew({ path, fresh }: Where, name: string): boolean {
  return fresh !== null && (UNIQUE[path]?.includes(name) ?? false);
}

function reference(name: string, { path, things, own }: Where): string | undefined {
  const level = things["/api/v1/inventory_levels"];
  if (name === "order_id" && own) return own.id;
  if (name === "production_batch_input_id") return own?.inputs?.[0]?.id;
  if (name === "sku") return own?.items?.[0]?.sku ?? level?.sku;
  if (name === "variant_id" && level?.variant_id) return level.variant_id;
  if (name === "output_sku") return things["/api/v1/variants"]?.sku;
  if (name === "question" && level?.sku) return `How many ${level.sku} are in stock?`;
  if (name === "lot_number") return things["/api/v1/lots"]?.lot_number;
  if (name === "location_code") return things["location with a code"]?.code ?? undefined;
  // Goods are made where they were made before.
  if (name === "location_id" && path === "/api/v1/production_batches") return things[path]?.location_id;
  if (name === "location_id" || name === "from_location_id") return level?.location_id;
  if (name === "to_location_id") return things["other location"]?.id;
  return name.endsWith("_id") ? things[collectionNamed(name)]?.id : undefined;
}
