import type { Excerpt } from "../data/lines";
import type { Page } from "../data/page";
import { sha256 } from "../shared/digest";

/** The body of a response with one resource, as text. */
export function resourceBody(data: unknown, dry_run = false): string {
  return JSON.stringify(dry_run ? { data, meta: { dry_run: true } } : { data });
}

/** The body of a response with a page of a collection, as text. */
export function collectionBody(page: Page<unknown>): string {
  return JSON.stringify({ data: page.data, meta: metaOf(page) });
}

/** The body of a response with one resource and one page of its lines, as text. */
export function excerptBody({ document, lines }: Excerpt): string {
  return JSON.stringify({ data: document, meta: metaOf(lines) });
}

/** What `meta` says of a page. */
function metaOf({ data: _, ...page }: Page<unknown>) {
  const pages = page.total === undefined ? {} : { total_pages: Math.ceil(page.total / page.per_page) };
  return { ...page, ...pages };
}

/** The `Link` header (RFC 8288) of a list at `url`: its first, previous, next and last pages. */
export function linkHeader(url: URL, page: Page<unknown>): string | null {
  const link = (rel: string, parameter: string, value: string | number) => {
    const target = new URL(url);
    target.searchParams.delete(parameter === "cursor" ? "page" : "cursor");
    target.searchParams.set(parameter, String(value));
    return `<${target.href}>; rel="${rel}"`;
  };
  if (page.page === undefined) return page.next_cursor ? link("next", "cursor", page.next_cursor) : null;
  const ended_early = page.next_cursor && page.data.length < page.per_page ? page.next_cursor : null;
  const last = Math.max(1, Math.ceil((page.total ?? 0) / page.per_page));
  return [
    link("first", "page", 1),
    page.page > 1 ? link("prev", "page", page.page - 1) : null,
    ended_early !== null
      ? link("next", "cursor", ended_early)
      : page.page < last || (page.total_is_capped && page.data.length === page.per_page)
        ? link("next", "page", page.page + 1)
        : null,
    link("last", "page", last),
  ]
    .filter((entry) => entry !== null)
    .join(", ");
}

const DIGITS_OF_DIGEST = 16;

/**
 * The `ETag` of a resource that has a version: the version and a digest of the body. A body also shows what other resources
 * decide, such as a product its variants' cost, which changes without a new version.
 */
export async function etag(data: unknown, body: string): Promise<string | null> {
  const version = (data as { version?: unknown } | null)?.version;
  if (typeof version !== "number") return null;
  return `"${version}-${(await sha256(body)).slice(0, DIGITS_OF_DIGEST)}"`;
}

/** The `Location` of a resource that was created in the collection at `path`. */
export function locationOf(path: string, data: unknown): string | null {
  const id = (data as { id?: unknown } | null)?.id;
  return typeof id === "string" ? `${path}/${id}` : null;
}
