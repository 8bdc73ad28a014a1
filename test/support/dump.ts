import type { Engine } from "../../src/storage/port";

/** Everything a database holds, table by table, apart from the shadow tables of its text indexes. */
export async function dump(engine: Engine): Promise<Record<string, unknown[][]>> {
  const [tables] = await engine.execute(
    [
      {
        sql: `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_search%' AND name NOT LIKE 'sqlite_%'
          AND name NOT LIKE '_cf_%' AND name NOT LIKE 'libsql_%' ORDER BY name`,
        params: [],
      },
    ],
    "read",
  );
  const names = (tables?.rows ?? []).map(([name]) => String(name));
  const results = await engine.execute(
    names.map((name) => ({ sql: `SELECT * FROM "${name}" ORDER BY 1, 2`, params: [] })),
    "read",
  );
  return Object.fromEntries(names.map((name, at) => [name, results[at]?.rows ?? []]));
}
