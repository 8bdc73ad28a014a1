import type { TenantContext } from "../../../commands/context";
import { type RowsFile, tooManyRows } from "../../../http/rows_file";
import { DomainError, type Problem, refuseAll } from "../../../shared/errors";
import { fromScaled } from "../../../shared/quantity";
import { csvRows } from "./csv_rows";
import { decide } from "./decide";
import { type Draft, draftsOf } from "./drafts";
import { jsonRows } from "./json_rows";
import { type ImportOptions, readKnown } from "./known";
import { MOST_ROWS } from "./schemas";
import { catalogueStatements, isChanged, stockStatements } from "./statements";

/**
 * Imports products, variants and opening stock from a file, all or nothing; with `partial`, products without a problem are imported,
 * and those with one are left out as a whole. SKUs that are taken are 409 `already_exists`, unless `update` changes their variants.
 * Opening stock is posted as adjustments for `initial`, and only where the variant has never had stock, so that a file that is sent
 * again adds none. All problems of all rows are reported together, each with its line.
 */
export async function importProducts(ctx: TenantContext, file: RowsFile, options: ImportOptions) {
  const read = rowsOf(file);
  if (read.rows.length > MOST_ROWS) throw tooManyRows(MOST_ROWS);
  const drafts = draftsOf(read.rows);
  const known = await readKnown(ctx, drafts, options);
  const first = decide(ctx, drafts, known, options);
  const good = drafts.filter((_, at) => first.problems[at]?.length === 0);
  const problems = first.problems.flat().toSorted((a, b) => lineOf(a) - lineOf(b));
  if (!options.partial) refuseAll(problems);
  // Without the products that are left out, some of the others may be decided otherwise.
  const decision = good.length === drafts.length ? first : decide(ctx, good, known, options);
  refuseAll(decision.problems.flat());
  const stock = stockStatements(ctx, decision, known);
  const statements = [...catalogueStatements(ctx, decision.products), ...stock.statements];
  return ctx.commit(statements, {
    ...{ rows: read.rows.length, ...countsOf(decision.products) },
    opening_stock: {
      ...{ levels: stock.levels, entries: decision.stock.length, already_stocked: decision.already_stocked },
      ...{ quantity: fromScaled(stock.quantity), value: fromScaled(stock.value), adjustment_ids: stock.adjustment_ids },
    },
    ...{ skipped: rowsOfAll(drafts) - rowsOfAll(good), errors: problems.length === 0 ? [] : shown(problems) },
    ...{
      ignored_columns: read.ignored_columns,
      format: read.format,
      encoding: file.encoding,
      delimiter: read.delimiter,
    },
  });
}

function rowsOf(file: RowsFile) {
  if (file.format !== "csv") {
    return { rows: jsonRows(file.values), ignored_columns: [], format: file.format, delimiter: null };
  }
  const { is_shopify, ...read } = csvRows(file);
  return { ...read, format: is_shopify ? ("shopify" as const) : file.format, delimiter: file.delimiter };
}

function rowsOfAll(drafts: readonly Draft[]): number {
  return drafts.reduce((sum, { rows }) => sum + rows, 0);
}

function lineOf({ details }: Problem): number {
  return Number(details?.line ?? 0);
}

/** Problems as a response shows them: as a refusal would, each with its line. */
function shown(problems: readonly Problem[]) {
  return new DomainError(problems).problems.map(({ details, ...problem }) => ({
    line: Number(details?.line ?? 0) || null,
    ...problem,
    ...(details === undefined ? {} : { details }),
  }));
}

function countsOf(products: ReturnType<typeof decide>["products"]) {
  const created = products.filter(({ before }) => before === null).length;
  const updated = products.filter(isChanged).length;
  const sum = (count: (product: (typeof products)[number]) => number) =>
    products.reduce((total, product) => total + count(product), 0);
  const variants = { created: sum((product) => product.created.length), updated: sum(({ changed }) => changed.size) };
  const unchanged = sum(({ in_file }) => in_file) - variants.created - variants.updated;
  return {
    products: { created, updated, unchanged: products.length - created - updated },
    variants: { ...variants, unchanged: Math.max(0, unchanged) },
  };
}
