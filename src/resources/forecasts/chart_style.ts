/** The colors of a chart. Text has a contrast of at least 4.5 to the paper, and what is drawn of at least 3; the grid is decoration. */
export const PALETTES = {
  light: {
    paper: "#ffffff",
    grid: "#e3e7ec",
    text: { ink: "#1b2430", quiet: "#566270", median: "#0a58ca", reorder: "#9a4a00", stockout: "#c21f1f" },
    shape: { axis: "#7b8794", demand: "#7b8794", band: "#5b8fd9", stock: "#0f7a6c" },
  },
  dark: {
    paper: "#11161d",
    grid: "#28303a",
    text: { ink: "#e8ecf1", quiet: "#a0abb8", median: "#74b3ff", reorder: "#f0a94b", stockout: "#ff8078" },
    shape: { axis: "#76828f", demand: "#7d8997", band: "#4a7fc4", stock: "#3dbba6" },
  },
};

type Palette = (typeof PALETTES)["light"];

/** The sizes of text in units of the view box. Where a chart is narrow they are larger: at 400 px a unit is half a pixel. */
export const WIDE = { text: 14, title: 19 };
export const NARROW = { text: 20, title: 24 };
/** How much wider bold letters are. */
export const BOLD = 1.1;

/**
 * The style sheet of a chart: light or dark as the reader prefers, and with larger text where the chart is narrow. The width
 * in question is the image's own if it is shown by <img>.
 */
export const STYLE = [
  `.chart{max-width:100%;height:auto;font:${WIDE.text}px system-ui,sans-serif}`,
  ".chart text{font-variant-numeric:tabular-nums;white-space:pre}",
  `.chart .title{font-size:${WIDE.title}px;font-weight:600}`,
  ".chart .if-narrow{display:none}",
  ".chart .strong{font-weight:600}",
  ".chart .end{text-anchor:end}",
  ".chart .middle{text-anchor:middle}",
  ".chart .line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}",
  ".chart .dashed{stroke-dasharray:6 4;stroke-linecap:butt}",
  ".chart .dotted{stroke-dasharray:2 5}",
  ".chart .rule{stroke-width:1;shape-rendering:crispEdges}",
  ".chart .break{stroke-width:4}",
  ".chart .halo{paint-order:stroke;stroke-width:5;stroke-linejoin:round}",
  colors(PALETTES.light),
  `@media(prefers-color-scheme:dark){${colors(PALETTES.dark)}}`,
  `@media(max-width:599px){.chart{font-size:${NARROW.text}px}.chart .title{font-size:${NARROW.title}px}.chart .line{stroke-width:4}.chart .if-wide{display:none}.chart .if-narrow{display:inline}}`,
].join("");

function colors({ paper, grid, text, shape }: Palette): string {
  return [
    `.chart .paper{fill:${paper};stroke:${grid}}`,
    `.chart .halo{stroke:${paper}}`,
    `.chart .grid{stroke:${grid}}`,
    `.chart .ink{fill:${text.ink}}`,
    `.chart .quiet{fill:${text.quiet}}`,
    `.chart .axis{stroke:${shape.axis}}`,
    ".chart .of-gap{fill:url(#chart-hatching)}",
    `.chart .break{stroke:${paper}}`,
    `.chart .of-demand{fill:${shape.demand}}`,
    `.chart .bars{stroke:${shape.demand}}`,
    `.chart .hatching{stroke:${shape.axis}}`,
    `.chart .of-band{fill:${shape.band};fill-opacity:.25;stroke:${shape.band}}`,
    `.chart .band{fill:${shape.band};fill-opacity:.25;stroke:${shape.band};stroke-width:1}`,
    ...lines("median", text.median),
    ...lines("mean", text.ink),
    ...lines("stock", shape.stock),
    ...lines("reorder", text.reorder),
    ...lines("stockout", text.stockout),
    `.chart .stored{fill:${shape.stock};fill-opacity:.12}`,
  ].join("");
}

/** Rules for a line, and for text that speaks of it. */
function lines(name: string, color: string): string[] {
  return [`.chart .${name}{stroke:${color}}`, `.chart .of-${name}{fill:${color}}`];
}
