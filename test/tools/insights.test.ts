import { beforeAll, describe, expect, it } from "vitest";
import { oversell } from "../support/insights";
import { cells, openToolShop, sumOf, type ToolShop } from "../support/tools";

let shop: ToolShop;
let oversold: { id: string; title: string; variant_id: string };

beforeAll(async () => {
  shop = await openToolShop();
  const dismissed = await oversell(shop);
  await shop.post(`ai/insights/${dismissed}/dismiss`);
  oversold = (await shop.get(`ai/insights/${await oversell(shop)}`)).body.data;
});

type Insight = { severity: string; kind: string; title: string; detail: string; impact: { amount: number } | null };
const rowOf = ({ severity, kind, title, detail, impact }: Insight) => [
  severity,
  kind,
  title,
  detail,
  impact?.amount ?? null,
];
const SHOWN = ["severity", "kind", "title", "detail", "impact"];

describe("the tool insights", () => {
  it("has the open insights of GET /ai/insights in their order, and what they put at risk together", async () => {
    const open: Insight[] = (await shop.get("ai/insights?status=open&per_page=100")).body.data;
    const result = await shop.use("insights");
    expect(cells(result, ...SHOWN)).toEqual(open.map(rowOf));
    expect(open.length).toBeGreaterThan(0);
    expect(result.summary.impact).toBe(sumOf(result.rows, "impact"));
    expect(result.rows.find(({ title }) => title === oversold.title)).toMatchObject({
      ...{ location_name: "Warehouse", first_seen_on: "2026-11-23", sku: expect.any(String) },
    });
  });

  it("keeps to status, kinds, severities, items and places", async () => {
    const any: Insight[] = (await shop.get("ai/insights?per_page=100")).body.data;
    expect(cells(await shop.use("insights", { status: "any" }), ...SHOWN)).toEqual(any.map(rowOf));
    expect((await shop.use("insights", { status: "closed" })).total).toBe(1);
    const { sku } = (await shop.get(`variants/${oversold.variant_id}`)).body.data;
    const one = await shop.use("insights", {
      kind: ["oversold", "margin"],
      severity: ["critical"],
      sku: [sku],
      location_id: [shop.warehouse, shop.store],
    });
    expect(cells(one, "title")).toEqual([[oversold.title]]);
    expect(cells(await shop.use("insights", { except_sku: [sku] }), "title")).not.toContainEqual([oversold.title]);
    expect((await shop.use("insights", { kind: ["oversold"], location_id: [shop.store] })).total).toBe(0);
    expect((await shop.refusedBy("insights", { kind: ["gossip"] })).codes).toEqual(["validation_failed kind.0"]);
  });

  it("keeps to where, order and limit", async () => {
    expect((await shop.use("insights", { where: ["first_seen_on<2026-11-23"] })).total).toBe(0);
    const all = await shop.use("insights", { where: ["first_seen_on>=2026-11-23"] });
    const first = await shop.use("insights", { sort_by: "-impact", limit: 1 });
    expect(first).toMatchObject({ total: all.total, truncated: all.total > 1 });
  });
});
