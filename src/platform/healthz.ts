import { sql } from "drizzle-orm";
import * as z from "zod";
import { version } from "../../package.json";
import { build } from "../data/database";
import { controlRoute } from "../http/route";
import { refuse } from "../shared/errors";

export const healthRoute = controlRoute({
  realm: "public",
  tag: "Platform",
  method: "get",
  path: "/healthz",
  operation: "checkHealth",
  summary: "Check health",
  description: "Whether the server can reach its directory, and its version.",
  answers: "resource",
  data: z.strictObject({ status: z.literal("ok"), version: z.string() }),
  async handle(ctx) {
    try {
      await ctx.read({ one: build.select({ one: sql`1`.as("one") }).from(sql`(SELECT 1)`) });
    } catch {
      throw refuse("unavailable", "The directory can't be reached. Try again in a moment.", {
        headers: { "Retry-After": "2" },
      });
    }
    return { status: "ok", version };
  },
});
