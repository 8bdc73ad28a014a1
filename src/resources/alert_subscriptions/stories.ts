import type { TenantContext } from "../../commands/context";
import { dateIn } from "../../shared/clock";
import type { InsightSeverity } from "../../shared/insights";
import type { NamedEvent } from "./alerts";

/** What an alert says, in words and numbers. */
export type Story = {
  title: string;
  text: string;
  severity: InsightSeverity;
  lot_id: string | null;
  document_id: string | null;
  /** The quantities that the text names. */
  quantities: Record<string, number>;
};

/** What of an event's data is told. Events from before `reorder_point` was part of them lack it. */
type Level = { on_hand: number; reserved: number; available: number; reorder_point?: number };
type LotData = {
  lot: { id: string; lot_number: string; expiry_date: string };
  days_until_expiry: number;
  levels: { location_id: string; quantity: number }[];
};
type OrderData = {
  purchase_order: {
    id: string;
    number: string;
    expected_at: string;
    items: { quantity: number; received_quantity: number; rejected_quantity: number; cancelled_quantity: number }[];
  };
};
type InsightData = {
  insight: {
    severity: InsightSeverity;
    title: string;
    detail: string;
    lot_id: string | null;
    document_id: string | null;
  };
};

const NOTHING = { lot_id: null, document_id: null };

/** Texts are of one line and no longer than this, whatever a product is called. */
const MOST_CHARACTERS = 500;
const MOST_OF_NAME = 100;

/** What an event is told as. */
export function storyOf(ctx: TenantContext, event: NamedEvent): Story {
  const story = write(ctx, event);
  return { ...story, title: oneLine(story.title, MOST_CHARACTERS), text: oneLine(story.text, MOST_CHARACTERS) };
}

function write(ctx: TenantContext, event: NamedEvent): Story {
  switch (event.type) {
    case "lot.expiring":
    case "lot.expired":
      return ofLot(event, JSON.parse(event.data));
    case "purchase_order.overdue":
      return ofOrder(ctx, event, JSON.parse(event.data));
    case "insight.created":
      return ofInsight(JSON.parse(event.data));
    default:
      return ofLevel(event, JSON.parse(event.data));
  }
}

function ofLevel(event: NamedEvent, { on_hand, reserved, available, reorder_point }: Level): Story {
  const [sku, place] = [skuOf(event), placeOf(event)];
  const reserves = reserved > 0 ? ` (${inWords(on_hand)} on hand, ${inWords(reserved)} reserved)` : "";
  const quantities = { on_hand, reserved, available, ...(reorder_point === undefined ? {} : { reorder_point }) };
  if (event.type === "inventory.oversold") {
    const title = `${sku} is oversold`;
    const text = `${title} at ${place} by ${inWords(-available)}: ${inWords(on_hand)} on hand, ${inWords(reserved)} reserved.`;
    return { title, text, severity: "critical", ...NOTHING, quantities };
  }
  if (event.type === "inventory.out") {
    const title = `${sku} is out of stock`;
    const text = `${title} at ${place}: ${inWords(available)} available${reserves}.`;
    return { title, text, severity: "critical", ...NOTHING, quantities };
  }
  const title = `${sku} is low`;
  const point = reorder_point === undefined ? "" : `, reorder point ${inWords(reorder_point)}`;
  const text = `${title} at ${place}: ${inWords(available)} available${reserves}${point}.`;
  return { title, text, severity: "warning", ...NOTHING, quantities };
}

function ofLot(event: NamedEvent, { lot, days_until_expiry, levels }: LotData): Story {
  const name = `Lot ${nameOf(lot.lot_number)} of ${skuOf(event)}`;
  const on_hand = levels.reduce((sum, { quantity }) => sum + quantity, 0);
  const place = levels.length === 1 ? placeOf(event) : `${levels.length} locations`;
  const stock = `${inWords(on_hand)} on hand at ${place}`;
  const facts = { lot_id: lot.id, document_id: null, quantities: { on_hand, days_until_expiry } };
  if (event.type === "lot.expired") {
    const title = `${name} has expired`;
    const text = `${title}: ${lot.expiry_date} was its last day, ${stock}.`;
    return { title, text, severity: "critical", ...facts };
  }
  const title = `${name} expires ${daysInWords(days_until_expiry)}`;
  return { title, text: `${title}, after ${lot.expiry_date}: ${stock}.`, severity: "warning", ...facts };
}

function daysInWords(days: number): string {
  if (days <= 0) return "today";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}

function ofOrder({ organization }: TenantContext, event: NamedEvent, { purchase_order }: OrderData): Story {
  const { id, number, expected_at, items } = purchase_order;
  const supplier = event.supplier_name === null ? "" : ` from ${nameOf(event.supplier_name)}`;
  const isOpen = ({ quantity, received_quantity, rejected_quantity, cancelled_quantity }: (typeof items)[number]) =>
    quantity > received_quantity + rejected_quantity + cancelled_quantity;
  const open_items = items.filter(isOpen).length;
  const date = dateIn(organization.timezone, new Date(expected_at));
  const title = `Purchase order ${nameOf(number)} is overdue`;
  const text = `Purchase order ${nameOf(number)}${supplier} is overdue at ${placeOf(event)}: expected by ${date}, ${open_items} of ${items.length} items still open.`;
  const quantities = { items: items.length, open_items };
  return { title, text, severity: "warning", lot_id: null, document_id: id, quantities };
}

function ofInsight({ insight: { severity, title, detail, lot_id, document_id } }: InsightData): Story {
  const separator = /[.!?]$/.test(title.trim()) ? " " : ". ";
  return { title, text: `${title}${separator}${detail}`, severity, lot_id, document_id, quantities: {} };
}

const skuOf = ({ sku }: NamedEvent) => nameOf(sku ?? "A variant");
const placeOf = ({ location_name }: NamedEvent) => nameOf(location_name ?? "a location");
const nameOf = (text: string) => oneLine(text, MOST_OF_NAME);

/** A quantity as people write it: exact, with its digits in groups. */
function inWords(quantity: number): string {
  return quantity.toLocaleString("en-US", { maximumFractionDigits: 4 });
}

/** A text without line breaks and control characters, and shortened if it is long. */
function oneLine(text: string, most: number): string {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
