import type { ControlContext } from "../../control/context";
import { getOrganization } from "../../control/organizations/queries";
import { addressOf } from "../../control/organizations/settings";
import { FileResponse } from "../../http/route";
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
  // The first piece is read at once: a database that can't be reached is an error, not a broken file.
  const first = await pieces.next();
  return new FileResponse(streamOf(first, pieces), {
    "Content-Type": "application/sql",
    "Content-Disposition": `attachment; filename="${organization.slug}-${at.slice(0, 10)}.sql"`,
  });
}

function streamOf(first: IteratorResult<string>, rest: AsyncGenerator<string>): ReadableStream {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = next ?? (await rest.next());
      next = undefined;
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}
