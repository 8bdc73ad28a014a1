import { area, curveMonotoneX, line } from "d3-shape";
import type { RowOf } from "../../../client";
import { date, quantity } from "../format";
import { Empty, Loaded, useLoad } from "../load";
import { useSession } from "../session";
import { Chart } from "./chart";

type Forecast = RowOf<"listForecasts">;
type Point = { at: number; stock: number; low: number; high: number };

/** What will be left of the stock, as a band, against the reorder point; and what the forecast recommends. */
export function ForecastOf({ variant_id, available }: { variant_id: string; available: number }) {
  const { api } = useSession();
  const forecasts = useLoad(
    async (signal) => (await api.listForecasts({ variant_id, horizon: 28 }, { signal })).data[0] ?? null,
    [api, variant_id],
  );
  return (
    <Loaded of={forecasts} shape={["text", "chart", "chart", "text"]}>
      {(forecast) =>
        forecast && forecast.demand_class !== "none" ? (
          <Outlook forecast={forecast} available={available} />
        ) : (
          <Empty title="There is no forecast">
            <p>It is computed from what orders have shipped.</p>
          </Empty>
        )
      }
    </Loaded>
  );
}

function Outlook({ forecast, available }: { forecast: Forecast; available: number }) {
  const { recommendation, total } = forecast;
  const { reorder_point } = recommendation;
  const points = forecast.points.map(({ date: day, mean, p10, p90 }): Point => {
    return { at: Date.parse(day), stock: mean, low: p10, high: p90 };
  });
  const label = `Demand of each of the next ${points.length} days: in all ${quantity(total.mean)}, between ${quantity(total.p10)} and ${quantity(total.p90)} in four of five cases.`;
  return (
    <>
      <h3>Demand by day</h3>
      <Chart label={label} moments={points.map(({ at }) => at)} values={points.map(({ high }) => high)}>
        {({ x, y }) => (
          <>
            <path
              class="band"
              d={
                area<Point>(
                  ({ at }) => x(at),
                  ({ low }) => y(low),
                  ({ high }) => y(high),
                ).curve(curveMonotoneX)(points) ?? ""
              }
            />
            <path
              class="line"
              d={
                line<Point>(
                  ({ at }) => x(at),
                  ({ stock }) => y(stock),
                ).curve(curveMonotoneX)(points) ?? ""
              }
            />
          </>
        )}
      </Chart>
      <Depletion forecast={forecast} available={available} />
      <p>
        In the next {points.length} days, demand is about <strong>{quantity(total.mean)}</strong> (between{" "}
        {quantity(total.p10)} and {quantity(total.p90)} in four of five cases). {quantity(available)} are available.
      </p>
      <p>
        The reorder point is <strong>{quantity(reorder_point)}</strong>, with a safety stock of{" "}
        {quantity(recommendation.safety_stock)} and a lead time of {quantity(recommendation.lead_time_days)} days.{" "}
        {recommendation.order_quantity > 0
          ? `Order ${quantity(recommendation.order_quantity)}${recommendation.order_by ? ` by ${date(recommendation.order_by)}` : ""}.`
          : "Nothing needs to be ordered now."}{" "}
        {recommendation.stockout_date
          ? `Without an order, stock runs out around ${date(recommendation.stockout_date)}.`
          : ""}
      </p>
      <p class="muted small">
        Confidence: {forecast.confidence}. Demand is {forecast.demand_class}; method {forecast.method}.
      </p>
    </>
  );
}

/** What will be available if nothing arrives and demand is as expected, and the reorder point. */
function Depletion({ forecast, available }: { forecast: Forecast; available: number }) {
  const { reorder_point } = forecast.recommendation;
  let left = available;
  const points = forecast.points.map(({ date: day, mean }): [number, number] => {
    left = Math.max(0, left - mean);
    return [Date.parse(day), left];
  });
  const label = `Available if nothing arrives: ${quantity(available)} now, about ${quantity(Math.round(left))} after ${points.length} days. The reorder point is ${quantity(reorder_point)}.`;
  return (
    <>
      <h3>Available, if nothing arrives</h3>
      <Chart
        label={label}
        moments={points.map(([at]) => at)}
        values={[...points.map(([, value]) => value), reorder_point * 1.1]}
      >
        {({ x, y, width }) => (
          <>
            <path
              class="line"
              d={
                line<[number, number]>(
                  ([at]) => x(at),
                  ([, value]) => y(value),
                )(points) ?? ""
              }
            />
            <line class="limit" x1={52} x2={width - 16} y1={y(reorder_point)} y2={y(reorder_point)} />
            <text class="limit-name" x={width - 16} y={y(reorder_point) - 5} text-anchor="end">
              Reorder point {quantity(reorder_point)}
            </text>
          </>
        )}
      </Chart>
    </>
  );
}
