import { type AdjustmentLine, products } from "../../../../drizzle/tenant";
import type { TenantContext } from "../../../commands/context";
import type { Statement } from "../../../data/database";
import { inPortions, insertRows, updateRows } from "../../../data/rows";
import { onlyIf } from "../../../data/unchanged";
import { announceAll } from "../../../events/announce";
import { areNeverStocked, type Movement, post, previewEntries } from "../../../ledger";
import { apiKeyIdOf } from "../../../shared/actor";
import { timestamp } from "../../../shared/clock";
import { newId } from "../../../shared/ids";
import { toScaled, toScaledOrNull } from "../../../shared/quantity";
import { insertAdjustments } from "../../inventory_adjustments/effects";
import { updateVariants, variantInserts } from "../../variants/effects";
import { toProduct } from "../queries";
import type { Decision, ImportedProduct } from "./decide";
import { type Known, pairsIn } from "./known";
import type { OpeningLine } from "./stock";
import { canonical } from "./variants";

/** How many lines an adjustment has at most. */
const LINES_AT_ONCE = 1000;

/** True if an import changes the product itself or one of its variants. */
export function isChanged({ before, row, created, changed }: ImportedProduct): boolean {
  return before !== null && (created.length > 0 || changed.size > 0 || canonical(row) !== canonical(before.row));
}

/** The statements that write what an import creates and changes in the catalogue, with its events. */
export function catalogueStatements(ctx: TenantContext, imported: readonly ImportedProduct[]): Statement[] {
  const stamp = { updated_at: timestamp(ctx.now) };
  const created = imported.filter(({ before }) => before === null);
  const changed = imported
    .filter(isChanged)
    .map((product) => ({ ...product, row: { ...product.row, version: product.row.version + 1, ...stamp } }));
  const stored = changed.flatMap(({ before }) => before?.variants ?? []);
  const new_variants = [...created, ...changed].flatMap((product) => product.created);
  const withoutSequence = ({ sequence, ...row }: ImportedProduct["row"]) => row;
  const document = ({ row, variants: all }: ImportedProduct) => ({ product: toProduct(row, all) });
  return [
    ...inPortions(created.map(({ row }) => withoutSequence(row))).map((rows) => insertRows(products, rows)),
    ...updateRows(
      products,
      changed.map(({ row }) => withoutSequence(row)),
    ),
    ...updateVariants(
      changed.flatMap((product) => [...product.changed.values()]),
      stored,
    ),
    ...variantInserts(new_variants),
    ...announceAll(ctx, "product.created", created.map(document)),
    ...announceAll(ctx, "product.updated", changed.map(document)),
  ];
}

/** What opening stock comes to: its statements, how many levels and entries it makes, and what it is worth. */
export function stockStatements(ctx: TenantContext, { stock, assignment, adjustment_id }: Decision, { values }: Known) {
  const created_at = timestamp(ctx.now);
  const documents = portionsOf(stock).map((lines, at) => {
    const id = at === 0 ? adjustment_id : newId("adjustment", ctx.now);
    const row = { id, lines: lines.map(toLine), api_key_id: apiKeyIdOf(ctx.actor), created_at };
    return { row, movements: lines.map((line) => toMovement(line, id)) };
  });
  const movements = documents.flatMap((document) => document.movements);
  const known = new Set(values.map(({ variant_id }) => variant_id));
  const pairs = stock.map(({ variant, location_id }) => [variant.id, location_id]);
  const new_values = stock.flatMap(({ variant }) =>
    known.has(variant.id) ? [] : [{ variant_id: variant.id, on_hand: 0, value: 0, cost: variant.cost }],
  );
  const entries = previewEntries(ctx, movements, [], { last_sequence: 0, variants: [...values, ...new_values] });
  const statements: Statement[] =
    stock.length === 0
      ? []
      : [
          ...inPortions(pairs).map((portion) => onlyIf(areNeverStocked(pairsIn(portion)))),
          ...assignment.statements(movements),
          ...post(ctx, movements),
          ...insertAdjustments(
            ctx,
            documents.map(({ row }) => row),
          ),
        ];
  return {
    statements,
    levels: new Set(pairs.map((pair) => pair.join(" "))).size,
    quantity: movements.reduce((sum, { quantity }) => sum + quantity, 0),
    value: entries.reduce((sum, { value_change }) => sum + toScaled(value_change), 0),
    adjustment_ids: documents.map(({ row }) => row.id),
  };
}

function portionsOf(lines: readonly OpeningLine[]): OpeningLine[][] {
  return Array.from({ length: Math.ceil(lines.length / LINES_AT_ONCE) }, (_, at) =>
    lines.slice(at * LINES_AT_ONCE, (at + 1) * LINES_AT_ONCE),
  );
}

const NOTE = "Opening stock, imported";

function toLine({ variant, location_id, lot, input }: OpeningLine): AdjustmentLine {
  return {
    ...{ variant_id: variant.id, sku: variant.sku, location_id, quantity: toScaled(input.quantity) },
    ...{ set_to: null, expected_on_hand: null, reason: "initial", note: NOTE },
    unit_cost: toScaledOrNull(input.unit_cost),
    external_reference: null,
    ...(lot ? { lot_id: lot.lot_id, lot_number: lot.lot_number } : {}),
  };
}

function toMovement(
  { variant, location_id, lot, input }: OpeningLine,
  reference_id: string,
): Movement & { sku: string } {
  return {
    type: "adjustment",
    ...{ variant_id: variant.id, location_id, lot, sku: variant.sku, quantity: toScaled(input.quantity) },
    unit_cost: toScaledOrNull(input.unit_cost),
    ...{ reason: "initial", note: NOTE, reference_id },
  };
}
