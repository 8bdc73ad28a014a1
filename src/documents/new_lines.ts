import { lineId } from "../shared/ids";

/**
 * Gives lines that are added to a document, or that replace its lines, their positions and ids. They follow those of the
 * document's present lines, so that an id never refers to another line than the one it was first given to.
 */
export function numberLines<L extends object>(
  document_id: string,
  lines: readonly L[],
  present: readonly { position: number }[] = [],
): (L & { id: string; position: number })[] {
  const last_position = present.reduce((last, { position }) => Math.max(last, position), 0);
  return lines.map((line, index) => {
    const position = last_position + 1 + index;
    return { id: lineId(document_id, position), position, ...line };
  });
}
