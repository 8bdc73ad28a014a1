type PagesProps = { page: number; pages: number; go(page: number): void };

/** The way to the pages before and after; nothing where there is only one. */
export function Pages({ page, pages, go }: PagesProps) {
  if (pages <= 1) return null;
  return (
    <nav class="row" aria-label="Pages">
      <button type="button" disabled={page <= 1} onClick={() => go(page - 1)}>
        Previous
      </button>
      <span>
        {page} of {pages}
      </span>
      <button type="button" disabled={page >= pages} onClick={() => go(page + 1)}>
        Next
      </button>
    </nav>
  );
}
