import { route } from "../../http/route";
import { listForecasts } from "./queries";
import { Forecast, ForecastFilters } from "./schemas";

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
];
