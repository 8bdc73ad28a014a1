import { route } from "../../http/route";
import { drawForecast } from "./draw";
import { listForecasts } from "./queries";
import { Forecast, ForecastFilters, ForecastScope } from "./schemas";

export const forecastRoutes = [
  route({
    tag: "Forecasts",
    method: "get",
    path: "/api/v1/ai/forecasts",
    operation: "listForecasts",
    scope: "read",
    summary: "List forecasts",
    description:
      "Returns a page of demand forecasts by variant, the newest variant first, each as a distribution by day and in total, with what to order. Forecasts are computed each night; one that is not there yet, or that demand has come after, is computed for the response.",
    answers: "collection",
    data: Forecast,
    query: ForecastFilters,
    handle: (ctx, { query }) => listForecasts(ctx, query),
  }),
  route({
    tag: "Forecasts",
    method: "get",
    path: "/api/v1/ai/forecasts/:variant_id/chart.svg",
    operation: "getForecastChart",
    scope: "read",
    summary: "Draw a forecast",
    description:
      "Returns an image of a variant's demand as it was and as it is expected, with the median and the 80 % interval, and of the stock that is left of it, with the reorder point and the day on which it runs out. It follows the reader's light or dark mode and says the same in words for screen readers.",
    answers: "file",
    media_type: "image/svg+xml",
    query: ForecastScope,
    handle: (ctx, { params, query }) => drawForecast(ctx, params.variant_id, query),
  }),
];
