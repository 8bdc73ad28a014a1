import { curveStepAfter, line } from "d3-shape";
import { useState } from "preact/hooks";
import type { RowOf } from "../../../client";
import { moment, quantity, signed } from "../format";
import { Empty } from "../load";
import { useSession } from "../session";
import { Chart, type Scales } from "./chart";

type Entry = RowOf<"listLedgerEntries">;
type Point = readonly [at: number, on_hand: number];

const pointOf = ({ occurred_at, on_hand_after }: Entry): Point => [Date.parse(occurred_at), on_hand_after];

/**
 * Stock on hand as a step line. The changes are the values of a slider, so arrow keys go from one to the next and the browser
 * says what each was; a pointer chooses the nearest.
 */
export function Steps({ entries }: { entries: readonly Entry[] }) {
  const { organization } = useSession();
  const newest = entries.length - 1;
  const [at, setAt] = useState(newest);
  const [first] = entries;
  const last = entries[newest];
  const current = entries[at] ?? last;
  if (!first || !last || !current) return <Empty title="Nothing has changed here yet" />;
  const points = entries.map(pointOf);
  const line_points = [...points, [Date.now(), last.on_hand_after] as const];
  const label = `On hand after each of the last ${entries.length} changes: ${quantity(first.on_hand_after)} at first, ${quantity(last.on_hand_after)} now. The table below has each change.`;
  const said = `${moment(current.occurred_at, organization.timezone)}: ${causeOf(current)}, then ${quantity(current.on_hand_after)} on hand`;
  return (
    <div class="steps">
      <Chart label={label} moments={line_points.map(([when]) => when)} values={line_points.map(([, value]) => value)}>
        {(scales) => <StepLine scales={scales} points={points} all={line_points} at={at} choose={setAt} />}
      </Chart>
      <input
        type="range"
        aria-label="Change of stock"
        min={0}
        max={newest}
        value={at}
        aria-valuetext={said}
        onInput={(event) => setAt(Number(event.currentTarget.value))}
      />
      <p class="said-of-step">{said}</p>
    </div>
  );
}

type StepLineProps = {
  scales: Scales;
  points: readonly Point[];
  /** The points, and the one of now. */
  all: readonly Point[];
  at: number;
  choose(at: number): void;
};

function StepLine({ scales: { x, y, width, height }, points, all, at, choose }: StepLineProps) {
  const path = line<Point>(
    ([when]) => x(when),
    ([, value]) => y(value),
  ).curve(curveStepAfter)(all);
  const chooseNearest = (event: PointerEvent) => {
    const { left = 0 } = (event.currentTarget as SVGElement).getBoundingClientRect();
    const distances = points.map(([when]) => Math.abs(x(when) - (event.clientX - left)));
    choose(distances.indexOf(Math.min(...distances)));
  };
  const chosen = points[at];
  return (
    <>
      <path class="line" d={path ?? ""} />
      {points.map(([when, value], index) => (
        <circle key={index} cx={x(when)} cy={y(value)} r={3} />
      ))}
      {chosen ? <circle class="chosen-step" cx={x(chosen[0])} cy={y(chosen[1])} r={6} /> : null}
      <rect
        class="pointed-at"
        width={width}
        height={height}
        onPointerMove={chooseNearest}
        onPointerDown={chooseNearest}
      />
    </>
  );
}

function causeOf({ type, on_hand_change, reason }: Entry): string {
  const name = type.replaceAll("_", " ");
  return `${name}${reason ? ` (${reason})` : ""} ${signed(on_hand_change)}`;
}
