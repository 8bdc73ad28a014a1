import type { StoredBatchInput } from "../../../drizzle/tenant";
import type { Movement, Part } from "../../ledger";

/** The movements that make available again parts of what is set aside for an input. */
export function released(batch_id: string, line: StoredBatchInput, parts: readonly Part[]): Movement[] {
  const { id: line_id, variant_id, location_id } = line;
  return parts.map(({ lot, quantity }) => {
    const place = { variant_id, location_id, lot, line_id };
    return { type: "production_released", ...place, quantity, reference_id: batch_id };
  });
}
