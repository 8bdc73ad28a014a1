import { and, getTableColumns, gt, or, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { build, type Statement } from "../data/database";
import type { Portion } from "../data/portion";
import type { SecretBox } from "../shared/secret_box";
import type { TenantContext } from "./context";
import { ownerOf } from "./secrets";
import type { Step } from "./step";

const ROWS_AT_ONCE = 25;

type Sealed = SQLiteTable & { sequence: SQLiteColumn; id: SQLiteColumn };
type Row = { sequence: number; id: string } & Record<string, unknown>;

/**
 * The step of a nightly run that encrypts a table's secrets, in `columns`, with the current `SECRETS_KEY` if they were encrypted with
 * one of `SECRETS_KEYS_BEFORE`. A secret that was changed meanwhile stays as it is. One that none of the keys opens stays as well, and
 * is counted as `secrets_unreadable`. Versions and times of the rows stay: nothing that a client sees changes.
 */
export function resealing(name: string, table: Sealed, columns: readonly string[]): Step {
  return {
    name,
    async run(ctx, from): Promise<Portion> {
      const { secrets } = ctx.deployment;
      if (!secrets) return { statements: [], next: null, did: {} };
      const { rows } = await ctx.read({
        rows: selectOld(table, columns, Number(from ?? 0), await secrets.current_mark()),
      });
      const sealed = await Promise.all((rows as Row[]).map((row) => resealRow(ctx, secrets, { table, columns, row })));
      const statements = sealed.flat().filter((statement) => statement !== null);
      const unreadable = sealed.flat().length - statements.length;
      return {
        statements,
        next: rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.sequence ?? null),
        did: {
          ...(statements.length > 0 ? { secrets_resealed: statements.length } : {}),
          ...(unreadable > 0 ? { secrets_unreadable: unreadable } : {}),
        },
      };
    },
  };
}

/** Selects the first rows after a sequence with a secret that was encrypted with another key than the current one. */
function selectOld(table: Sealed, columns: readonly string[], after: number, mark: string) {
  const all = getTableColumns(table) as Record<string, SQLiteColumn>;
  const chosen = columns.map((column) => [column, all[column] as SQLiteColumn] as const);
  const is_old = chosen.map(([, column]) => sql`substr(${column}, 1, ${mark.length}) <> ${mark}`);
  return build
    .select({ sequence: table.sequence, id: table.id, ...Object.fromEntries(chosen) })
    .from(table)
    .where(and(gt(table.sequence, after), or(...is_old)))
    .orderBy(table.sequence)
    .limit(ROWS_AT_ONCE);
}

type SealedRow = { table: Sealed; columns: readonly string[]; row: Row };

/** The statements that store the secrets of a row, encrypted with the current key; null for each that can't be opened. */
async function resealRow(ctx: TenantContext, secrets: SecretBox, { table, columns, row }: SealedRow) {
  const owner = ownerOf(ctx, row.id);
  const mark = await secrets.current_mark();
  const statements: (Statement | null)[] = [];
  for (const column of columns) {
    const stored = row[column];
    if (typeof stored !== "string" || stored.startsWith(mark)) continue;
    const secret = await secrets.open(stored, owner).catch(() => null);
    const sealed = secret === null ? null : await secrets.seal(secret, owner);
    statements.push(sealed === null ? null : replace(table, column, row.id, { stored, sealed }));
  }
  return statements;
}

function replace(
  table: Sealed,
  column: string,
  id: string,
  { stored, sealed }: { stored: string; sealed: string },
): SQL {
  const name = sql.identifier(column);
  return sql`UPDATE ${table} SET ${name} = ${sealed} WHERE id = ${id} AND ${name} = ${stored}`;
}
