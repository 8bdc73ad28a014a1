import { declareEvents } from "../../events/declare";
import { Insight } from "./schemas";

export const insightEvents = declareEvents({
  "insight.created": { summary: "An insight was found, or found again.", data: { insight: Insight } },
  "insight.dismissed": { summary: "An insight was dismissed.", data: { insight: Insight } },
});
