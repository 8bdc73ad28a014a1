import { DomainError, type Problem } from "../../../shared/errors";
import type { IncomingOrder } from "../intention";

/** A line of a sender's order. */
type IncomingLine = {
  id: string | null;
  sku: string | null;
  name: string | null;
  quantity: number;
  unit_price: number | undefined;
};

/** An order with its lines; refuses with `validation_failed` lines without a SKU, by which their variants are found. */
export function withSkus(lines: readonly IncomingLine[], head: Omit<IncomingOrder["body"], "items">): IncomingOrder {
  const problems: Problem[] = [];
  const items = lines.map(({ sku, name, quantity, unit_price }, at) => {
    if (sku === null) {
      const message = `The line ${name ?? at + 1} has no SKU. Give it one at the sender, and create this order yourself.`;
      problems.push({ code: "validation_failed", message });
    }
    return { sku: sku ?? "", quantity, ...(unit_price === undefined ? {} : { unit_price }) };
  });
  if (problems.length > 0) throw new DomainError(problems);
  return { body: { ...head, items }, line_ids: lines.map(({ id }, at) => id ?? `line ${at + 1}`) };
}
