import { eq, sql } from "drizzle-orm";
import type * as z from "zod";
import { return_authorization_items, return_authorizations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { nextVersion } from "../../data/version";
import { withoutSequence } from "../../documents/head";
import { references } from "../../documents/references";
import { requireStatus } from "../../shared/transitions";
import { orderResource } from "../orders/queries";
import { draftItems, insertItems, lockLots, moveClaims } from "./claims";
import { returnResource, toReturn } from "./queries";
import type { ReturnChange } from "./schemas";
import { RETURN_ACTIONS } from "./states";

/** Changes a return that is still to come; `items` replaces all lines, and what they claim. */
export async function updateReturn(
  ctx: TenantContext,
  id: string,
  { items, ...change }: z.output<typeof ReturnChange>,
) {
  const { location_id } = change;
  const of_return = sql`(SELECT order_id FROM return_authorizations WHERE id = ${id})`;
  const referred = references({ locations: [{ id: location_id, field: "location_id" }] });
  const {
    rows,
    order: [order],
    ...places
  } = await ctx.read({
    ...referred.queries,
    rows: returnResource.byId(id),
    order: orderResource.byId(of_return),
  });
  const row = returnResource.required(rows);
  requireStatus("return authorization", row, RETURN_ACTIONS, "change");
  referred.resolve(places);
  const changed = { ...row, ...change, ...nextVersion(ctx, row) };
  const statements: Statement[] = [];
  if (items && order) {
    changed.items = draftItems(id, order.items, items, row.items);
    statements.push(
      build.delete(return_authorization_items).where(eq(return_authorization_items.document_sequence, row.sequence)),
      insertItems(id, changed.items),
      moveClaims(row.order_id, row.items, changed.items),
      ...lockLots(order, changed.items),
    );
  }
  return ctx.commit(
    [
      build.update(return_authorizations).set(withoutSequence(changed)).where(eq(return_authorizations.id, id)),
      ...statements,
    ],
    toReturn(changed),
  );
}
