import * as z from "zod";
import { declareEvents } from "../../events/declare";
import { Timestamp } from "../../http/schemas";

const Refresh = z.strictObject({
  computed_at: Timestamp,
  through_day: z.iso.date().meta({ description: "The last day whose demand the forecasts know" }),
  forecasts: z.int().meta({ description: "How many forecasts there are" }),
});

export const forecastEvents = declareEvents({
  "forecast.updated": { summary: "The nightly run has computed all forecasts.", data: { forecast: Refresh } },
});
