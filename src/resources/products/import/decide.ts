import type { TenantContext } from "../../../commands/context";
import { timestamp } from "../../../shared/clock";
import type { Problem } from "../../../shared/errors";
import { newId } from "../../../shared/ids";
import { openLotAssignment } from "../../lots/effects";
import { MAX_VARIANTS, newVariant } from "../../variants/effects";
import type { StoredVariant } from "../../variants/queries";
import { openBarcodes } from "./barcodes";
import type { Draft, DraftVariant } from "./drafts";
import type { ImportOptions, Known, StoredProduct } from "./known";
import { problemAt } from "./places";
import { openStock } from "./stock";
import { changedVariant, variantProblems } from "./variants";

/** A product as an import leaves it. `before` is what is stored; null for a new one. */
export type ImportedProduct = {
  before: StoredProduct | null;
  row: StoredProduct["row"];
  variants: StoredVariant[];
  created: StoredVariant[];
  changed: Map<string, StoredVariant>;
  /** The variants of the file. */
  in_file: number;
};

export type Decision = ReturnType<typeof decide>;

/**
 * Decides what an import does with each product of its file. The problems of a product are in its place in `problems`; what is decided
 * is only to be carried out if none has any.
 */
export function decide(ctx: TenantContext, drafts: readonly Draft[], known: Known, options: ImportOptions) {
  const adjustment_id = newId("adjustment", ctx.now);
  const source = { source_type: "inventory_adjustment", source_id: adjustment_id } as const;
  const assignment = openLotAssignment(ctx, known.lots, source);
  const products = new Map<string, ImportedProduct>();
  const barcodes = openBarcodes(known);
  const stock = openStock(known, assignment);
  const in_stock = new Set(known.values.filter(({ on_hand }) => on_hand > 0).map(({ variant_id }) => variant_id));
  const taken_skus = new Set(known.taken.map(({ sku }) => sku));

  /** The product that a draft is about, as earlier rows of the file have left it; or the problem with that. */
  function productOf(draft: Draft): ImportedProduct | Problem[] {
    const of_skus = [...draft.variants.keys()].flatMap((sku) => known.by_sku.get(sku)?.product_id ?? []);
    const of_key = draft.key !== null && known.stored.has(draft.key) ? [draft.key] : [];
    const [id, ...others] = new Set([...of_skus, ...of_key]);
    if (others.length > 0) {
      const message = "Its variants belong to several products. Import them in rows of their own products.";
      return [problemAt(draft.place, "sku", { message })];
    }
    const before = id === undefined ? undefined : known.stored.get(id);
    if (before === undefined) return newProduct(ctx, draft);
    const begun = products.get(before.row.id);
    return begun ?? { before, row: before.row, variants: before.variants, created: [], changed: new Map(), in_file: 0 };
  }

  function decideDraft(draft: Draft): Problem[] {
    const found = productOf(draft);
    if (Array.isArray(found)) return [...draft.problems, ...found];
    const row = changedRow(found, draft);
    const product = { ...found, row, in_file: found.in_file + draft.variants.size, changed: new Map(found.changed) };
    const problems = [...draft.problems, ...productProblems(found, draft)];
    const in_rows = [...draft.variants.values(), ...draft.unread];
    if (!options.update) problems.push(...in_rows.filter(({ sku }) => taken_skus.has(sku)).map(skuTaken));
    for (const variant of draft.variants.values()) {
      const before = product.variants.find(({ sku }) => sku === variant.sku);
      const after = variantAfter(ctx, product.row, variant, before);
      problems.push(...variantProblems(ctx, variant, before, in_stock), ...barcodes.claim(variant, before?.id));
      if (!before) {
        product.variants = [...product.variants, after];
        product.created = [...product.created, after];
      } else if (after !== before) {
        product.variants = product.variants.map((one) => (one === before ? after : one));
        product.changed.set(after.id, after);
      }
      problems.push(...stock.add(variant, after));
    }
    if (product.created.length > 0 && product.before?.row.status === "archived") {
      const message = "Its product is archived. Restore it before variants are added to it.";
      problems.push(problemAt(draft.place, "sku", { message }));
    }
    if (product.variants.length > MAX_VARIANTS) {
      const message = `A product can have at most ${MAX_VARIANTS} variants. Put the others into another product.`;
      problems.push(problemAt(draft.place, "sku", { message }));
    }
    products.set(row.id, product);
    return problems;
  }

  const problems = drafts.map(decideDraft);
  return {
    products: [...products.values()],
    problems,
    stock: stock.lines,
    already_stocked: stock.already_stocked(),
    assignment,
    adjustment_id,
  };
}

/** A variant as the rows leave it: the stored one with what they say of it, or a new one. */
function variantAfter(
  ctx: TenantContext,
  row: StoredProduct["row"],
  { sku, fields }: DraftVariant,
  before: StoredVariant | undefined,
): StoredVariant {
  if (before) return changedVariant(ctx, before, fields);
  const { variant_name: name, variant_metadata: metadata, variant_status, ...others } = fields;
  const created = newVariant(ctx, row, { ...others, sku, name, metadata });
  const is_archived = row.status === "archived" || variant_status === "archived";
  return is_archived ? { ...created, status: "archived", archived_alone: row.status === "active" } : created;
}

function newProduct(ctx: TenantContext, { fields, variants, key }: Draft): ImportedProduct {
  const now = timestamp(ctx.now);
  // Of rows that say which variants belong together, but not what the product is called, it is called as the first of them.
  const [first] = variants.values();
  const row = {
    sequence: 0,
    id: newId("product", ctx.now),
    name: fields.product_name ?? (key === null ? undefined : first?.fields.variant_name) ?? "",
    description: fields.description ?? null,
    category: fields.category ?? null,
    status: fields.product_status ?? "active",
    metadata: fields.product_metadata ?? {},
    version: 1,
    created_at: now,
    updated_at: now,
  };
  return { before: null, row, variants: [], created: [], changed: new Map(), in_file: 0 };
}

/** The product's own columns with what a draft says of them. */
function changedRow({ before, row }: ImportedProduct, { fields }: Draft): StoredProduct["row"] {
  if (before === null) return row;
  const { product_name: name = row.name, description = row.description, category = row.category } = fields;
  return { ...row, name, description, category, metadata: fields.product_metadata ?? row.metadata };
}

function productProblems({ before, row }: ImportedProduct, { place, fields, variants, unread }: Draft): Problem[] {
  if (row.name === "" && variants.size + unread.length === 0) return [];
  if (row.name === "") return [problemAt(place, "product_name", { message: "The name of the product is required." })];
  if (before === null || fields.product_status === undefined || fields.product_status === before.row.status) return [];
  const message = `The product is ${before.row.status}. Change its status at /api/v1/products/${row.id}, or leave it out.`;
  return [problemAt(place, "product_status", { message })];
}

function skuTaken({ place, sku }: Pick<DraftVariant, "place" | "sku">): Problem {
  const message = `The SKU ${sku} is already taken. Choose another, or send update=true to update the variant that has it.`;
  return problemAt(place, "sku", { code: "already_exists", message });
}
