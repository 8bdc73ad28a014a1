import { type DomainError, refuse } from "../shared/errors";
import type { Route } from "./route";

/** A path that is served, as a pattern, and its method. */
type ServedPath = { method: string; pattern: RegExp };

/** The refusal of a path that nothing is served at: 405 `method_not_allowed` if it has other methods, else 404 `not_found`. */
export function noSuchPath(paths: readonly ServedPath[], method: string, path: string): DomainError {
  const allowed = paths.filter(({ pattern }) => pattern.test(path)).map((served) => served.method);
  if (allowed.length > 0 && !allowed.includes(method)) {
    return refuse("method_not_allowed", `Use ${allowed.join(" or ")} on this path.`, {
      headers: { Allow: [...new Set(allowed)].join(", ") },
    });
  }
  return refuse("not_found", "No such path. /openapi.json lists all paths.");
}

/** The paths of routes. */
export function servedPaths(routes: readonly Route[]): ServedPath[] {
  return routes.map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replaceAll(/:[a-z_]+/g, "[^/]+")}$`),
  }));
}
