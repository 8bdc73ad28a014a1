import { declareEvents } from "../../events/declare";
import { WasteRecord } from "./schemas";

export const wasteEvents = declareEvents({
  "waste.recorded": {
    summary: "Waste was recorded.",
    data: { waste_record: WasteRecord.omit({ ledger_entries: true }) },
  },
});
