import type * as z from "zod";
import type { TenantContext } from "../../commands/context";
import { selectRange } from "../../events/range";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import { requireStatus } from "../../shared/transitions";
import { openReplay } from "../../webhooks/lanes";
import { countReplays, onlyIfFewerReplays } from "../../webhooks/progress";
import { endpointResource } from "./queries";
import type { NewReplay } from "./schemas";
import { ENDPOINT_ACTIONS } from "./states";

const MOST_REPLAYS = 5;

/**
 * Sends the events of a range once more, in their order, as far as they are kept and the endpoint takes their types. New events go on
 * being sent meanwhile. Refused: a range without events with 422 `validation_failed`, a disabled endpoint with 422 `invalid_status`,
 * and a sixth replay at a time with 409 `conflict`.
 */
export async function replayEvents(ctx: TenantContext, id: string, { from, to }: z.output<typeof NewReplay>) {
  const { endpoints, range, under_way } = await ctx.read({
    endpoints: endpointResource.byId(id),
    range: selectRange(from, to),
    under_way: countReplays(id),
  });
  const { event_types, ...endpoint } = endpointResource.required(endpoints);
  requireStatus("webhook endpoint", endpoint, ENDPOINT_ACTIONS, "replay");
  if (Number(under_way[0]?.replays) >= MOST_REPLAYS) {
    throw refuse("conflict", `The endpoint has ${MOST_REPLAYS} replays under way. Retry when one of them is done.`);
  }
  const { first = null, last = null } = range[0] ?? {};
  if (first === null || last === null || first > last) {
    throw refuse(
      "validation_failed",
      "The range has no events that are kept; see GET /api/v1/events. Change from or to.",
      {
        field: "from",
      },
    );
  }
  const replay_id = newId("webhook_replay", ctx.now);
  return ctx.commit(
    [
      onlyIfFewerReplays(id, MOST_REPLAYS),
      openReplay({ target_id: id, consumer: "webhook_endpoint" }, replay_id, {
        event_types,
        done_through: first - 1,
        ends_with: last,
      }),
    ],
    { id: replay_id, from_sequence: first, to_sequence: last, events: last - first + 1 },
  );
}
