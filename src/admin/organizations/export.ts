import type { ControlContext } from "../../control/context";
import { getOrganization } from "../../control/organizations/queries";
import { addressOf, requireNoRestore } from "../../control/organizations/settings";
import { FileResponse } from "../../http/route";
import { begun } from "../../http/stream";
import { timestamp } from "../../shared/clock";
import { dump } from "../../storage/dump";

/**
 * The organization's whole database as SQL text, read page by page while it is sent, with a comment that says how to create the
 * organization anew. Changes nothing; 409 `conflict` if the organization has no database yet, or an incomplete one.
 */
export async function exportOrganization(ctx: ControlContext, id: string): Promise<FileResponse> {
  const organization = await getOrganization(ctx, id);
  const at = timestamp(ctx.now);
  requireNoRestore(organization);
  const { name, slug, timezone, currency, modules, settings } = organization;
  const pieces = dump(ctx.directory.engineOf(addressOf(organization)), [
    `Stockbook, organization ${slug}, ${at}`,
    `Organization: ${JSON.stringify({ name, slug, timezone, currency, modules, settings })}`,
  ]);
  return new FileResponse(await begun(pieces), {
    "Content-Type": "application/sql",
    "Content-Disposition": `attachment; filename="${organization.slug}-${at.slice(0, 10)}.sql"`,
  });
}
