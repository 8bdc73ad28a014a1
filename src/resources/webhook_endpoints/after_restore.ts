import { eq } from "drizzle-orm";
import { webhook_endpoints } from "../../../drizzle/tenant";
import { eachRow } from "../../commands/each_row";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { disabledByRestore } from "../../webhooks/disabling";
import { replacedSecret } from "../../webhooks/secrets";
import { toEndpointState } from "./queries";
import { changeLanes } from "./update";

/** Disables the endpoints of an organization that was restored from a backup, and gives them new secrets. */
export const detachEndpoints = eachRow("detach_webhook_endpoints", webhook_endpoints, async (ctx, endpoint) => {
  const changed = {
    ...endpoint,
    ...{ secret: await replacedSecret(ctx, endpoint.id, endpoint.secret), previous_secret: null },
    previous_secret_until: null,
    ...disabledByRestore(
      ctx,
      endpoint,
      "Rotate the secret, give the receiver the new one, then set the status to active.",
    ),
  };
  const { sequence, ...columns } = changed;
  return [
    ...changeLanes(changed),
    build.update(webhook_endpoints).set(columns).where(eq(webhook_endpoints.id, endpoint.id)),
    announce(ctx, "webhook_endpoint.disabled", { webhook_endpoint: toEndpointState(changed) }),
  ];
});
