import type { TenantContext } from "../../commands/context";
import { customersOf, cutCustomers } from "./customers";
import { documentsOf, ordersOf, variantsOf } from "./documents";
import type { Named, NameKind } from "./mentions";
import { tokensOf } from "./pieces";
import { categoriesOf, isCutShort, placesOf } from "./places";
import { cutProducts, namesOf, productsOf } from "./products";
import { codesOf, patternsOf, termsOf } from "./terms";
import type { Word } from "./words";

/** What a question may name, and what its name is made of. */
export type Candidate = Named & {
  tokens: readonly string[];
  /** Of a variant: what its own name adds to its product's. One of these must be named, or it is the product. */
  own: readonly string[];
  /** What it is called besides its name, each as `codeKey` has it. */
  codes: readonly string[];
  isArchived: boolean;
};

export type Candidates = {
  found: readonly Candidate[];
  /** True if there may be more of a kind, of what has these pieces of the question in its name. */
  isCut(kind: NameKind, pieces: readonly number[]): boolean;
};

/** A code as it is compared: in lower case, and a barcode without the zeros before it. */
export function codeKey(code: string): string {
  return /^\d{8,14}$/.test(code) ? code.replace(/^0+/, "") : code.toLowerCase();
}

/**
 * Reads what a question may name, in one round trip and a bounded number of rows: by codes, by names from an index of trigrams, and
 * what there is little of as a whole.
 */
export async function readCandidates(ctx: Pick<TenantContext, "read">, words: readonly Word[]): Promise<Candidates> {
  const terms = termsOf(words);
  const matches = JSON.stringify(terms.map(({ match }) => match));
  const codes = codesOf(words);
  const patterns = patternsOf(words);
  const read = await ctx.read({
    products: productsOf(matches),
    variants: variantsOf(codes),
    documents: documentsOf(codes),
    orders: ordersOf(codes),
    customers: customersOf(matches),
    locations: placesOf("locations", codes, patterns),
    suppliers: placesOf("suppliers", codes, patterns),
    categories: categoriesOf(patterns),
  });
  const cut = {
    product: cutProducts(read.products, terms),
    customer: cutCustomers(read.customers, terms),
    location: () => isCutShort(read.locations),
    supplier: () => isCutShort(read.suppliers),
    category: () => isCutShort(read.categories),
  };
  const found = [
    ...namesOf(read.products).map(({ tokens, own, ...row }) => ({
      ...candidate(row, row.is_archived, [row.code]),
      tokens,
      own,
    })),
    ...read.variants.map((row) =>
      candidate(
        { kind: "variant", id: row.sku, name: row.name, code: row.sku, product_id: row.product_id },
        row.is_archived,
        [row.matched],
      ),
    ),
    ...[...read.documents, ...read.orders].map(({ kind, number }) =>
      candidate({ kind, id: number, name: number, code: number }, 0, [number]),
    ),
    ...read.customers.flatMap(({ name }) =>
      name === null ? [] : [candidate({ kind: "customer", id: name, name, code: null })],
    ),
    ...read.locations.map((row) => candidate({ kind: "location", ...pick(row) }, row.is_archived, [row.code])),
    ...read.suppliers.map((row) => candidate({ kind: "supplier", ...pick(row) }, row.is_archived, [row.code])),
    ...read.categories.map(({ name }) => candidate({ kind: "category", id: name, name, code: null })),
  ];
  return {
    found: withoutCopies(found),
    isCut: (kind, pieces) => cut[kind === "variant" ? "product" : (kind as keyof typeof cut)]?.(pieces) ?? false,
  };
}

const pick = ({ id, name, code }: { id: string; name: string; code: string | null }) => ({ id, name, code });

function candidate(named: Named, is_archived = 0, codes: readonly (string | null)[] = []): Candidate {
  const { kind, id, name, code, product_id } = named;
  const isNumbered = kind === "lot" || kind === "order" || kind === "purchase_order" || kind === "stock_transfer";
  return {
    ...{ kind, id, name, code, ...(product_id === undefined ? {} : { product_id }) },
    tokens: isNumbered ? [] : tokensOf(name),
    own: [],
    codes: codes.filter((each) => each !== null).map(codeKey),
    isArchived: is_archived === 1,
  };
}

/** Each once, with all of its codes: what was found by its name and by a code is one. */
function withoutCopies(found: readonly Candidate[]): Candidate[] {
  const by_id = new Map<string, Candidate>();
  for (const each of found) {
    const key = `${each.kind} ${each.id}`;
    const first = by_id.get(key);
    by_id.set(key, first ? { ...first, codes: [...new Set([...first.codes, ...each.codes])] } : each);
  }
  return [...by_id.values()];
}
