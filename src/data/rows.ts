import { getTableColumns, getTableName, type InferInsertModel, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { jsonBytes, utf8Bytes } from "../shared/json_bytes";

/**
 * Inserts any number of rows with one statement and one JSON parameter, since D1 allows 100 parameters per statement. An ON
 * CONFLICT may follow.
 * `computed` gives columns whose value is computed in the commit, as SQL.
 */
export function insertRows<T extends SQLiteTable>(
  table: T,
  rows: readonly Partial<InferInsertModel<T>>[],
  computed: Partial<Record<keyof InferInsertModel<T>, SQL>> = {},
): SQL {
  const columns = columnsOf(table, rows);
  const values = rows.map((row) => valuesOf(columns, row));
  const names = columns.map((column) => column.name);
  return insertInto(getTableName(table), names, values, computed as Record<string, SQL>);
}

/**
 * Inserts rows into a table or a view with an INSTEAD OF trigger; the values of a row are in the order of `columns`. `computed`
 * gives columns whose value is the same in all rows, or computed in the commit, as SQL.
 */
export function insertInto(
  name: string,
  columns: readonly string[],
  rows: readonly unknown[][],
  computed: Readonly<Record<string, SQL>> = {},
): SQL {
  return insertJson(name, columns, JSON.stringify(rows), computed);
}

function insertJson(
  name: string,
  columns: readonly string[],
  rows: string,
  computed: Readonly<Record<string, SQL>> = {},
) {
  const names = [...Object.keys(computed), ...columns].join(", ");
  const values = sql.raw(columns.map((_, at) => `value ->> ${at}`).join(", "));
  // `json_each` writes the text of an element anew whenever `value` is used, unless a subquery with a LIMIT has read it.
  const given = sql`(SELECT value FROM json_each(${rows}) LIMIT -1)`;
  return sql`INSERT INTO ${sql.identifier(name)} (${sql.raw(names)})
    SELECT ${sql.join([...Object.values(computed), values], sql`, `)} FROM ${given} WHERE true`;
}

/**
 * Inserts rows in portions. Where there is one with the same values in the columns `key`, its other columns are changed to what
 * the row gives. The texts of the columns `json` must be JSON, of which some kilobytes in each row travel better
 * as what they are than as text.
 */
export function upsertRows<T extends SQLiteTable>(
  table: T,
  key: readonly (keyof InferInsertModel<T> & string)[],
  rows: readonly Partial<InferInsertModel<T>>[],
  json: readonly (keyof InferInsertModel<T> & string)[] = [],
): SQL[] {
  const columns = columnsOf(table, rows);
  const isJson = ({ name }: SQLiteColumn) => json.some((of) => of === name);
  const plain = columns.filter((column) => !isJson(column));
  const nested = columns.filter(isJson);
  const names = [...plain, ...nested].map((column) => column.name);
  const changed = names.filter((name) => !key.some((of) => of === name));
  const changes = sql.raw(changed.map((name) => `${name} = excluded.${name}`).join(", "));
  const texts = rows.map((row) => {
    const values = JSON.stringify(valuesOf(plain, row));
    const texts_of_json = valuesOf(nested, row).map((text) => `,${text}`);
    return `${values.slice(0, -1)}${texts_of_json.join("")}]`;
  });
  return portionsOf(texts, utf8Bytes).map(
    (portion) =>
      sql`${insertJson(getTableName(table), names, `[${portion.join()}]`)}
        ON CONFLICT (${sql.raw(key.join(", "))}) DO UPDATE SET ${changes}`,
  );
}

/**
 * Changes rows by their id, in portions: each to the columns that it gives, which are the same in all of them. SQLite reads the JSON
 * once and seeks each row.
 */
export function updateRows<T extends SQLiteTable>(
  table: T,
  rows: readonly (Partial<InferInsertModel<T>> & { id: string })[],
): SQL[] {
  const columns = columnsOf(table, rows).filter(({ name }) => name !== "id");
  const sets = columns.map(({ name }, at) => sql`${sql.identifier(name)} = j.value ->> ${sql.raw(String(at + 1))}`);
  return inPortions(rows.map((row) => [row.id, ...valuesOf(columns, row)])).map(
    (portion) => sql`UPDATE ${sql.identifier(getTableName(table))} SET ${sql.join(sets, sql`, `)}
      FROM (SELECT value FROM json_each(${JSON.stringify(portion)}) LIMIT -1) j WHERE id = j.value ->> 0`,
  );
}

/** So many rows and bytes of JSON travel in one statement: D1 allows 2 MB in a parameter, in which JSON is escaped once more. */
const ROWS_AT_ONCE = 2000;
const BYTES_AT_ONCE = 900_000;

/** Rows in portions of which each fits into one statement, in their order. */
export function inPortions<T>(rows: readonly T[]): T[][] {
  return portionsOf(rows, jsonBytes);
}

function portionsOf<T>(rows: readonly T[], bytesOf: (row: T) => number): T[][] {
  const portions: T[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = bytesOf(row);
    const last = portions.at(-1);
    if (last && last.length < ROWS_AT_ONCE && bytes + size <= BYTES_AT_ONCE) {
      last.push(row);
      bytes += size;
    } else {
      portions.push([row]);
      bytes = size;
    }
  }
  return portions;
}

/** The columns that some of the rows have a value for. */
function columnsOf(table: SQLiteTable, rows: readonly object[]): SQLiteColumn[] {
  return Object.values(getTableColumns(table)).filter(
    (column) => rows.some((row) => column.name in row) && column.generated === undefined,
  );
}

function valuesOf(columns: readonly SQLiteColumn[], row: object): unknown[] {
  return columns.map((column) => toDriver(column, (row as Record<string, unknown>)[column.name]));
}

function toDriver(column: SQLiteColumn, value: unknown): unknown {
  return value === null || value === undefined ? null : column.mapToDriverValue(value);
}
