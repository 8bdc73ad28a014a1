import type { Engine, SqlStatement } from "../../src/storage/port";

/** What D1 allows a value, in bytes. The local D1 of the tests allows more. */
const MAX_VALUE = 2_000_000;
/** What a libSQL server allows a response, less what it adds to the rows. */
const MAX_RESPONSE = 9_000_000;

const bytes = (value: unknown) => (typeof value === "string" ? new TextEncoder().encode(value).length : 8);

/** An engine with the limits of both engines, whichever it is: fails a value or a response that one of them would refuse. */
export function withinLimits(engine: Engine): Engine {
  return {
    async execute(statements, mode) {
      for (const { params, sql } of statements) check(params, sql);
      const results = await engine.execute(statements, mode);
      const sizes = results.map(({ rows }, at) => sizeOf(rows, statements[at] as SqlStatement));
      const response = sizes.reduce((sum, size) => sum + size, 0);
      if (response > MAX_RESPONSE) throw new Error(`A response of ${response} bytes: ${sizes.join(", ")}`);
      return results;
    },
  };
}

function check(values: readonly unknown[], sql: string): number {
  const sizes = values.map(bytes);
  const large = sizes.find((size) => size > MAX_VALUE);
  if (large !== undefined) throw new Error(`A value of ${large} bytes: ${sql.slice(0, 200)}`);
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The bytes of rows in a libSQL server's response, in which each value has a type and each quote an escape. */
function sizeOf(rows: readonly unknown[][], { sql }: SqlStatement): number {
  return rows.reduce((sum, row) => {
    check(row, sql);
    return sum + row.reduce((all: number, value) => all + 30 + bytes(JSON.stringify(value ?? null)), 0);
  }, 0);
}
