import type * as z from "zod";
import { locations } from "../../../drizzle/tenant";
import type { TenantContext } from "../../commands/context";
import { build } from "../../data/database";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { newId } from "../../shared/ids";
import { toLocation } from "./queries";
import type { NewLocation } from "./schemas";

/** Creates a location, without stock. A code that is taken is 409 `already_exists`. */
export async function createLocation(ctx: TenantContext, input: z.output<typeof NewLocation>) {
  const now = timestamp(ctx.now);
  const location = {
    id: newId("location", ctx.now),
    ...input,
    status: "active" as const,
    version: 1,
    created_at: now,
    updated_at: now,
  };
  const response = toLocation({ sequence: 0, ...location });
  return ctx.commit(
    [build.insert(locations).values(location), announce(ctx, "location.created", { location: response })],
    response,
  );
}
