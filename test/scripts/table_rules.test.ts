import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { Crossing, Owner } from "../../scripts/lib/table_owners.ts";
import { checkTables } from "../../scripts/lib/table_rules.ts";

const SCHEMA = {
  "drizzle/tenant/orders.ts": `export const orders = sqliteTable("orders", {});
    export const order_items = sqliteTable("order_items", {}, (t) => [index("i").where(sql\`quantity > 0\`)]);`,
  "drizzle/tenant/stock.ts": `export const stock_levels = sqliteTable("stock_levels", {});`,
  "drizzle/tenant/rules/stock.sql": "CREATE VIEW inventory_levels AS\nSELECT * FROM stock_levels;",
};
const OWNERS: Owner[] = [
  { module: "src/ledger", private: ["stock_levels"], open: ["inventory_levels"] },
  { module: "src/resources/orders", declared: ["orders", "order_items"] },
];

const trees: string[] = [];
afterEach(() => {
  for (const tree of trees.splice(0)) rmSync(tree, { recursive: true });
});

function check(sources: Record<string, string>, crossings: Crossing[] = [], owners = OWNERS) {
  const root = mkdtempSync(join(tmpdir(), "stockbook-rooms-"));
  trees.push(root);
  for (const [path, text] of Object.entries({ ...SCHEMA, ...sources })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return checkTables(root, { owners, crossings });
}

const imported = (name: string) => `import { ${name} } from "../../../drizzle/tenant";\n`;

test("a module uses its own tables and the open views of others", () => {
  const checked = check({
    "src/ledger/levels.ts": "sql`UPDATE stock_levels SET on_hand = 1`;",
    "src/resources/orders/queries.ts": `${imported("orders")}build.select().from(orders).where(eq(orders.id, id));
      sql\`SELECT 'stock_levels', t.orders AS stock_levels FROM inventory_levels -- not stock_levels\`;`,
  });
  expect(checked).toEqual({ problems: [], files: 2, tables: 4, seen: 2 });
});

test("a private table is refused to others, with the way to go", () => {
  const problem =
    "which is private to src/ledger: use one of its open views (inventory_levels) or a function it exports.";
  const declared: Crossing = { module: "src/resources/orders", reads: ["stock_levels"], why: "Even if declared." };
  const path = "src/resources/orders/reserve.ts";
  const sources = { [path]: "\nsql`SELECT 1 FROM orders d JOIN stock_levels s ON s.id = d.id`;" };
  expect(check(sources, [declared]).problems).toEqual([`${path}:2 reads stock_levels, ${problem}`]);
});

test.each([
  ["reads", "sql`SELECT 1 WHERE 1 IN (SELECT id FROM order_items)`;"],
  ["reads", "sql`order_items i JOIN json_each(?) j`;"],
  ["reads", `${imported("order_items")}build.select().from(order_items);`],
  ["reads", `${imported("order_items as lines")}sql\`SELECT 1 FROM \${lines}\`;`],
  ["reads", `${imported("order_items")}const tables = { order_items };`],
  ["reads", `sequenceOf("order_items", id);`],
  ["writes", "sql`INSERT INTO order_items (id) VALUES (1)`;"],
  ["writes", "sql`UPDATE order_items SET quantity = 0`;"],
  ["writes", "sql`DELETE FROM order_items`;"],
  ["writes", `${imported("order_items")}build.update(order_items).set({});`],
  ["writes", `${imported("order_items")}insertRows(order_items, rows);`],
  ["writes", `${imported("order_items")}sql\`UPDATE \${order_items} SET quantity = 0\`;`],
  ["writes", `insertInto("order_items", [], []);`],
] as const)("another module's table is used only as declared: %s by %s", (mode, source) => {
  const sources = { "src/resources/returns/receive.ts": source };
  const use = (declared: "reads" | "writes"): Crossing => ({
    module: "src/resources/returns",
    [declared]: ["order_items"],
    why: "It returns them.",
  });
  const refusal = expect.stringMatching(
    new RegExp(
      `^src/resources/returns/receive.ts:\\d ${mode} order_items, which is owned by src/resources/orders: use a query or command of its owner, or declare it with a reason in scripts/lib/table_owners.ts.$`,
    ),
  );
  const otherwise = mode === "reads" ? "writes" : "reads";
  expect(check(sources).problems).toEqual([refusal]);
  expect(check(sources, [use(otherwise)]).problems).toEqual([refusal, expect.stringContaining("no longer does")]);
  expect(check(sources, [use(mode)]).problems).toEqual([]);
});

test("types and names of properties are no use of a table", () => {
  const source = `${imported("order_items")}type Item = typeof order_items.$inferSelect;
    const { order_items: mine } = parts; read({ order_items: mine }); parts.order_items.length;`;
  expect(check({ "src/resources/returns/queries.ts": source }).problems).toEqual([]);
});

test("an open view is not written by others", () => {
  const sources = { "src/jobs/clear.ts": "sql`DELETE FROM inventory_levels`;" };
  expect(check(sources).problems).toEqual([expect.stringContaining("src/jobs/clear.ts:1 writes inventory_levels")]);
});

test("a declaration that is not needed, a table without an owner and an owner without its table are refused", () => {
  const needless: Crossing = { module: "src/jobs", reads: ["orders"], why: "It did once." };
  const [first, ...others] = OWNERS;
  const owners = [{ module: "src/ledger", open: first?.open ?? [], private: ["levels"] }, ...others];
  expect(check({}, [needless], owners).problems).toEqual([
    "stock_levels has no owner: give it one in scripts/lib/table_owners.ts.",
    "scripts/lib/table_owners.ts gives levels an owner, but drizzle/ does not define it: remove it.",
    "scripts/lib/table_owners.ts declares that src/jobs reads orders, but it no longer does, or need not declare it: remove it.",
  ]);
});
