import type { LineLot } from "../../drizzle/tenant";
import { afterMovements, type Movement } from "../ledger";

type Line = { id: string; lots: LineLot[]; reserved_quantity: number };

/**
 * The data of the events of documents whose reservations something else, such as a recall, releases. `changes` has the members
 * of each that change, and those that identify it; `documents` are some of the documents, whole, as they were before `releases`.
 * Of a document that is not among these the data has only the members of `changes`.
 */
export function releasedData<Document extends { id: string; items: Line[] }, Change extends { id: string }>(
  name: string,
  changes: readonly Change[],
  documents: readonly Document[],
  releases: readonly Movement[],
  render: (document: Document) => unknown,
): Record<string, unknown>[] {
  const whole = new Map(documents.map((document) => [document.id, document]));
  const by_document = Map.groupBy(releases, ({ reference_id }) => reference_id);
  return changes.map((change) => {
    const document = whole.get(change.id);
    if (!document) return { [name]: change, truncated: true };
    const items = afterMovements(document.items, by_document.get(change.id) ?? []);
    return { [name]: render({ ...document, ...change, items }) };
  });
}
