import { useEffect, useState } from "preact/hooks";

/** Where the console is: `#/variants/var_…?tab=lots` is the page `variants`, with the rest of its path and its parameters. */
export type Route = { page: string; rest: string[]; query: URLSearchParams };

function routeOf(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [page = "", ...rest] = path.split("/").map(decodeURIComponent);
  return { page, rest, query: new URLSearchParams(query) };
}

/** The route of now; a component that uses it is drawn again when it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const follow = () => setRoute(routeOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** The address of a page: `hrefOf(["variants", id])`. */
export function hrefOf(path: readonly string[], query: Record<string, string> = {}): string {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ""));
  const suffix = parameters.size > 0 ? `?${parameters}` : "";
  return `#/${path.map(encodeURIComponent).join("/")}${suffix}`;
}
