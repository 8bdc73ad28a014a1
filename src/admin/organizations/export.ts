import type { ControlContext } from "../../control/context";
import { getOrganization } from "../../control/organizations/queries";
import { addressOf } from "../../control/organizations/settings";
import { FileResponse } from "../../http/route";
import { begun } from "../../http/stream";
import { timestamp } from "../../shared/clock";
import { dump } from "../../storage/dump";

/**
 * The organization's whole database as SQL text, read page by page while it is sent. Changes nothing; 409 `conflict` if
 * the organization has no database yet.
 */
export async function exportOrganization(ctx: ControlContext, id: string): Promise<FileResponse> {
  const organization = await getOrganization(ctx, id);
  const at = timestamp(ctx.now);
  const pieces = dump(
    ctx.directory.engineOf(addressOf(organization)),
    `Stockbook, organization ${organization.slug}, ${at}`,
  );
  return new FileResponse(await begun(pieces), {
    "Content-Type": "application/sql",
    "Content-Disposition": `attachment; filename="${organization.slug}-${at.slice(0, 10)}.sql"`,
  });
}
