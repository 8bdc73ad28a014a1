import type { Context } from "hono";

/** The URL at which the client reached the server. A proxy in front that ends TLS says so in `X-Forwarded-Proto`. */
export function publicUrl({ req }: Context): URL {
  const url = new URL(req.url);
  if (req.header("X-Forwarded-Proto") === "https") url.protocol = "https:";
  return url;
}
