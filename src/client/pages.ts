type Given = Record<string, unknown>;
type Meta = { next_cursor?: string | null; page?: number; total_pages?: number; total_is_capped?: boolean };
export type Page = { data: unknown[]; meta: Meta };

/**
 * All pages of a list, one request each. After the first page, a list that has cursors is followed by them, so that each row
 * appears once whatever is written meanwhile; others are followed by page numbers.
 */
export async function* pagesOf(first: Given, read: (given: Given) => Promise<Page>): AsyncGenerator<Page, void> {
  for (let given: Given | null = first; given; ) {
    const page = await read(given);
    yield page;
    given = following(first, page);
  }
}

/** All rows of a list. */
export async function* rowsOf(first: Given, read: (given: Given) => Promise<Page>): AsyncGenerator<unknown, void> {
  for await (const { data } of pagesOf(first, read)) yield* data;
}

function following(first: Given, { data, meta }: Page): Given | null {
  const { page: _, ...filters } = first;
  const { next_cursor, page } = meta;
  if (next_cursor) return { ...filters, cursor: next_cursor };
  if (next_cursor === null || page === undefined || data.length === 0) return null;
  const has_more = page < (meta.total_pages ?? 0) || meta.total_is_capped === true;
  return has_more ? { ...filters, page: page + 1 } : null;
}
