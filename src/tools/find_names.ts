import * as z from "zod";
import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";
import { ROWS } from "./arguments";
import { type Column, type Row, type ToolResult, tool } from "./define";
import { readCandidates } from "./names/candidates";
import { SCORES } from "./names/find";
import { type Fit, fitsOf } from "./names/fits";
import { NAME_KINDS } from "./names/mentions";
import { piecesOf } from "./names/pieces";
import { toWords } from "./names/words";

const COLUMNS: Column[] = [
  { key: "kind", label: "Kind", type: "text" },
  { key: "id", label: "Id", type: "text" },
  { key: "name", label: "Name", type: "text" },
  { key: "code", label: "Code", type: "text" },
  { key: "score", label: "Score", type: "number" },
];

/** What has a name or a code that resembles a text, the closest first: what the other tools take as arguments. */
export const findNames = tool({
  name: "find_names",
  title: "Find names",
  description:
    "Finds the products, variants, categories, locations, suppliers, customers, lots, orders, purchase orders and stock transfers whose names or codes resemble a text, also with typing errors. Use it before other tools: `id` is what they take as sku, product_id, category, location_id, supplier_id, customer, lot_number or number.",
  arguments: {
    search: z
      .string()
      .trim()
      .min(1)
      .max(255)
      .meta({ description: "A name, a part of one, or a code", examples: ["blue mug"] }),
    kind: z.enum(NAME_KINDS).optional().meta({ description: "Only what is of this kind" }),
    limit: ROWS.limit,
  },
  async read(ctx, { search, kind, limit }) {
    const rows = (await resembling(ctx, search)).filter((row) => kind === undefined || row.kind === kind);
    return { ...resultOf(rows, limit), as_of: timestamp(ctx.now) };
  },
});

function resultOf(rows: readonly Row[], limit: number): Omit<ToolResult, "as_of"> {
  const total = rows.length;
  return { columns: COLUMNS, rows: rows.slice(0, limit), total, truncated: total > limit, summary: {} };
}

/** All that resembles a text, of which at most some thousands of things are looked at. */
async function resembling(ctx: TenantContext, search: string): Promise<Row[]> {
  const words = toWords(search);
  const { found } = await readCandidates(ctx, words);
  const length = piecesOf(words).length;
  const closest = Map.groupBy(fitsOf(words, found, true), ({ candidate }) => candidate);
  return [...closest]
    .map(([{ kind, id, name, code, isArchived }, fits]) => {
      const score = Math.round(100 * Math.max(...fits.map((fit) => scoreOf(fit, length)))) / 100;
      return { row: { kind, id, name, code, score }, isArchived };
    })
    .toSorted(
      (one, other) =>
        other.row.score - one.row.score ||
        Number(one.isArchived) - Number(other.isArchived) ||
        one.row.name.localeCompare(other.row.name, "en"),
    )
    .map(({ row }) => row);
}

/** From 0 to 1: how well words fit, how many of the words of the search they are, and how much of the name. */
function scoreOf({ rank, pieces, closeness }: Fit, length: number): number {
  return SCORES[rank] * (pieces.length / Math.max(length, pieces.length)) * (0.7 + 0.3 * closeness);
}
