import type { Page } from "./page";

/** Which lines of a document a client asks for: a page of them, or without a parameter all. */
export type LinesRequest = { page?: number | undefined; per_page?: number | undefined };

/** One page of a document's lines, which are numbered from 1 without gaps: those after the first `skipped` ones. */
export type LinesPage = { page: number; per_page: number; skipped: number };

/** The page of lines that is asked for; null for all of them. */
export function linesPage(request: LinesRequest): LinesPage | null {
  if (request.page === undefined && request.per_page === undefined) return null;
  const { page = 1, per_page = 25 } = request;
  return { page, per_page, skipped: (page - 1) * per_page };
}

/** A document as it is shown with one page of its lines. */
export class Excerpt<Line = unknown> {
  readonly document: object;
  readonly lines: Page<Line>;

  constructor(document: object, lines: readonly Line[], { page, per_page }: LinesPage, total: number) {
    this.document = document;
    this.lines = { data: [...lines], page, per_page, total };
  }
}
