import { sql } from "drizzle-orm";
import { advance } from "../../documents/advance";
import { type Movement, post } from "../../ledger";
import { timestamp } from "../../shared/clock";
import { requireStatus } from "../../shared/states";
import type { TenantContext } from "../../storage/context";
import { announce } from "../../webhooks/announce";
import { moveClaims } from "./claims";
import { found, returnById, toReturn } from "./queries";
import { RETURN_ACTIONS } from "./states";
import { RETURN_TABLES } from "./tables";

/**
 * Takes the goods back: what is sellable raises on hand (`return_received`), what is damaged or discarded is recorded
 * (`return_disposed`) and adds none. The order's lines show what was returned.
 */
export async function receiveReturn(ctx: TenantContext, id: string) {
  const [rows] = await ctx.read([returnById(id)]);
  const row = found(rows);
  requireStatus("return authorization", row, RETURN_ACTIONS, "receive");
  const movements = row.items.map(
    ({ variant_id, quantity, condition, id: line_id }): Movement => ({
      type: condition === "sellable" ? "return_received" : "return_disposed",
      variant_id,
      location_id: row.location_id,
      quantity,
      reason: condition,
      note: row.reason,
      reference_id: id,
      line_id,
    }),
  );
  const now = timestamp(ctx.now);
  const next = advance(ctx, RETURN_TABLES, row, { status: "received", received_at: now });
  const answer = toReturn(next.document);
  return ctx.commit(
    [
      ...next.statements,
      moveClaims(row.order_id, [], row.items, "returned_quantity"),
      sql`UPDATE orders SET version = version + 1, updated_at = ${now} WHERE id = ${row.order_id}`,
      ...post(ctx, movements),
      announce(ctx, "return_authorization.received", { return_authorization: answer }),
    ],
    answer,
  );
}
