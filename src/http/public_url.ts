import type { Context } from "hono";
import type { Deployment } from "../shared/deployment";

/** The URL at which the client reached the server. A proxy in front that ends TLS says so in `X-Forwarded-Proto`. */
export function publicUrl({ req }: Context): URL {
  const url = new URL(req.url);
  if (req.header("X-Forwarded-Proto") === "https") url.protocol = "https:";
  return url;
}

/** The deployment as the client reached it: under that name too it is itself. */
export function deploymentAt(deployment: Deployment, { hostname }: URL): Deployment {
  return { ...deployment, own_hosts: [...deployment.own_hosts, hostname] };
}
