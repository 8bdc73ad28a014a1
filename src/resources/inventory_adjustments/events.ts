import { declareEvents } from "../../events/declare";
import { Adjustment } from "./schemas";

export const adjustmentEvents = declareEvents({
  "inventory.adjusted": {
    summary: "Stock was adjusted.",
    data: { inventory_adjustment: Adjustment.omit({ ledger_entries: true }) },
  },
});
