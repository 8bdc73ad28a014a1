import { gt } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { build, type Statement } from "../data/database";
import type { TenantContext } from "./context";
import type { Step } from "./step";

const ROWS_AT_ONCE = 25;

type Numbered = SQLiteTable & { sequence: SQLiteColumn };

/** The step that does something to each row of a table, some of them in each portion. */
export function eachRow<T extends Numbered>(
  name: string,
  table: T,
  statementsOf: (ctx: TenantContext, row: T["$inferSelect"]) => Promise<readonly Statement[]>,
): Step {
  return {
    name,
    async run(ctx, from) {
      const { rows } = await ctx.read({
        rows: build
          .select()
          .from(table as Numbered)
          .where(gt(table.sequence, Number(from ?? 0)))
          .orderBy(table.sequence)
          .limit(ROWS_AT_ONCE),
      });
      const statements = await Promise.all(rows.map((row) => statementsOf(ctx, row)));
      const last = rows.length < ROWS_AT_ONCE ? null : (rows.at(-1) as { sequence: number }).sequence;
      return { statements: statements.flat(), next: last, did: {} };
    },
  };
}
