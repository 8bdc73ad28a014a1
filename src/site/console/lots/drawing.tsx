import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { quantity } from "../format";
import { hrefOf } from "../router";
import { Source } from "../source";
import type { Graph, GraphNode } from "./graph";

const WIDTH = 196;
const HEIGHT = 54;
/** So many numbers fit at the side of a node. */
const MOST_LABELS = 4;

type Placed = { x: number; y: number };
export type Layout = {
  width: number;
  height: number;
  nodes: (GraphNode & Placed)[];
  edges: { id: string; path: string; label: string; at: Placed }[];
};

/** Places the nodes from left to right. The library for it is loaded only here. */
export async function layOut({ nodes, edges }: Graph): Promise<Layout> {
  const { graphlib, layout } = await import("@dagrejs/dagre");
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 14, ranksep: 76, marginx: 12, marginy: 12 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const place = (id: string) => graph.node(id) as unknown as Placed;
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ ...node, x: place(node.id).x - WIDTH / 2, y: place(node.id).y - HEIGHT / 2 })),
    edges: edges.map((edge) => {
      const [x1, x2] = [place(edge.from).x + WIDTH / 2, place(edge.to).x - WIDTH / 2];
      const [y1, y2] = [port(edges, edge, "from", place), port(edges, edge, "to", place)];
      const middle = (x1 + x2) / 2;
      const path = `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
      const isLabelled = edges.filter(({ to }) => to === edge.to).length <= MOST_LABELS;
      const label = isLabelled ? quantity(edge.quantity) : "";
      return { id: `${edge.from} ${edge.to}`, path, label, at: { x: x2 - 5, y: y2 - 2 } };
    }),
  };
}

/** The height at which an edge leaves or enters a node: edges of a node share its side, so that none hides another. */
function port(edges: Graph["edges"], edge: Graph["edges"][number], end: "from" | "to", place: (id: string) => Placed) {
  const other = end === "from" ? "to" : "from";
  const shared = edges
    .filter((one) => one[end] === edge[end])
    .sort((one, two) => place(one[other]).y - place(two[other]).y);
  return place(edge[end]).y + HEIGHT * ((shared.indexOf(edge) + 0.5) / shared.length - 0.5);
}

/** The recall graph, in a frame that scrolls by itself. Each node is reached by keyboard. */
export function Drawing({ layout, lot_id, title }: { layout: Layout; lot_id: string; title: string }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const frame = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!frame.current) return;
    const root = layout.nodes.find(({ id }) => id === lot_id);
    if (!root) return;
    const { clientWidth, clientHeight } = frame.current;
    frame.current.scrollTo(root.x + WIDTH / 2 - clientWidth / 2, root.y + HEIGHT / 2 - clientHeight / 2);
  }, [layout, lot_id]);
  const node = layout.nodes.find(({ id }) => id === chosen);
  return (
    <div class="recall-graph">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reached by keyboard */}
      <section class="graph-frame" ref={frame} tabIndex={0} aria-label={title}>
        {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no element for a group of its own */}
        <svg width={layout.width} height={layout.height} role="group" aria-label={`${layout.nodes.length} nodes`}>
          <Edges of={layout.edges} />
          {layout.nodes.map((one) => (
            <Node key={one.id} node={one} current={one.id === lot_id} choose={setChosen} />
          ))}
        </svg>
      </section>
      <div class="chosen" aria-live="polite">
        {node ? (
          <>
            <strong>{node.title}</strong> <span class="muted">{node.detail}</span>
            {node.source ? <Source path={node.source} label="Show" about={node.title} /> : null}
          </>
        ) : (
          <span class="muted">
            Numbers on the lines are quantities. Choose a lot to open it, or another node for details.
          </span>
        )}
      </div>
    </div>
  );
}

/** The lines, which the recall list says in words. */
function Edges({ of }: { of: Layout["edges"] }) {
  return (
    <g class="edges">
      {of.map(({ id, path, label, at }) => (
        <g key={id}>
          <path class="edge" d={path} />
          <text class="amount" x={at.x} y={at.y} text-anchor="end">
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

type NodeProps = { node: GraphNode & Placed; current: boolean; choose(id: string): void };

function Node({ node, current, choose }: NodeProps) {
  const href = node.lot_id && !current ? hrefOf(["lots", node.lot_id]) : undefined;
  const pick = (event: Event) => {
    if (href) return;
    event.preventDefault();
    choose(node.id);
  };
  return (
    <a
      class={`node ${node.kind}${current ? " current" : ""}`}
      href={href ?? "#"}
      {...(href ? {} : { role: "button" as const })}
      {...(current ? { "aria-current": "true" as const } : {})}
      onClick={pick}
    >
      <g transform={`translate(${node.x} ${node.y})`}>
        <rect width={WIDTH} height={HEIGHT} rx="7" />
        <text class="title" x="12" y="22">
          {shortened(node.title, 22)}
        </text>{" "}
        <text class="detail" x="12" y="41">
          {shortened(node.detail, 28)}
        </text>
      </g>
    </a>
  );
}

const shortened = (text: string, length: number) => (text.length > length ? `${text.slice(0, length - 1)}…` : text);
