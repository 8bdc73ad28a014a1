import type { StockbookClient } from "../../../client";

/** Starts a count of all that should be at its location. */
export async function startCount(api: StockbookClient, id: string): Promise<void> {
  await api.loadCycleCountInventory({ id });
  await api.startCycleCount({ id });
}
