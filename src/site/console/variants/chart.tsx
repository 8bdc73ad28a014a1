import { extent, ticks } from "d3-array";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import "./chart.css";

/** Where values and moments are in a chart, in pixels. */
export type Scales = { x(moment: number): number; y(value: number): number; width: number; height: number };

type ChartProps = {
  /** What the chart shows, in a sentence for those who do not see it. */
  label: string;
  moments: readonly number[];
  values: readonly number[];
  children: (scales: Scales) => ComponentChildren;
};

const HEIGHT = 220;
const LEFT = 52;
const RIGHT = 16;
const TOP = 12;
const BOTTOM = 26;

const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** The frame of a chart over time: as wide as its place, with axes whose labels are never cut. */
export function Chart({ label, moments, values, children }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    const place = frame.current;
    if (!place) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, place.clientWidth)));
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  const [first = 0, last = 1] = extent(moments);
  const top = Math.max(1, ...values);
  const low = Math.min(0, ...values);
  const scales: Scales = {
    x: (moment) => LEFT + ((moment - first) / Math.max(1, last - first)) * (width - LEFT - RIGHT),
    y: (value) => HEIGHT - BOTTOM - ((value - low) / (top - low)) * (HEIGHT - TOP - BOTTOM),
    width,
    height: HEIGHT,
  };
  const marks = Math.max(2, Math.min(6, Math.floor(width / 130)));
  const at = Array.from({ length: marks }, (_, index) => first + ((last - first) * index) / (marks - 1));
  return (
    <div class="chart" ref={frame}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        {ticks(low, top, 4).map((value) => (
          <g key={value} class="grid">
            <line x1={LEFT} x2={width - RIGHT} y1={scales.y(value)} y2={scales.y(value)} />
            <text x={LEFT - 8} y={scales.y(value) + 4} text-anchor="end">
              {value}
            </text>
          </g>
        ))}
        {at.map((moment, index) => (
          <text
            key={moment}
            x={scales.x(moment)}
            y={HEIGHT - 8}
            text-anchor={index === 0 ? "start" : index === marks - 1 ? "end" : "middle"}
          >
            {days.format(moment)}
          </text>
        ))}
        {children(scales)}
      </svg>
    </div>
  );
}
