import { sql } from "drizzle-orm";
import { addDays, dateIn, timestamp } from "../../../shared/clock";
import type { Evidence, InsightSeverity, SuggestedAction } from "../../../shared/insights";
import { FIRST_CANDIDATES, kind } from "../finding";
import { bounded } from "../levels";
import { SOURCES } from "../sources";

type Facts = {
  id: string;
  number: string;
  status: string;
  supplier_id: string;
  supplier_name: string;
  location_id: string;
  ordered_at: string;
  expected_at: string | null;
  supplier_lead_time_days: number | null;
  due_at: string;
  open_value: number | null;
  open_units: number;
  receipts: number;
  usual_days: number | null;
};

const DAY = 24 * 60 * 60 * 1000;
/** So many receipts must have been seen before a supplier's own habit excuses a delay. */
const LEAST_RECEIPTS = 3;
/** A delay of a week, and of half of the time agreed, is more than a habit: what was planned on the date no longer holds. */
const CRITICAL_DAYS = 7;
const CRITICAL_SHARE = 0.5;
const NEW_DATE_DAYS = 7;

/**
 * A purchase order that has not arrived in full by its date or, without one, within the supplier's lead time. It is information as
 * long as the supplier usually takes so long: up to one standard deviation above the mean of its receipts, which five of six
 * orders keep to. It is critical if it is late by a week, and by half of the time agreed. At stake is the price of what is open.
 */
export const supplierLate = kind<Facts>({
  name: "supplier_late",
  whole: true,
  candidates(ctx, range) {
    const due = sql`coalesce(d.expected_at,
      strftime('%Y-%m-%dT%H:%M:%fZ', d.ordered_at, '+' || u.lead_time_days || ' days'))`;
    const learned = (expression: string) =>
      sql`(SELECT ${sql.raw(expression)} FROM lead_times t WHERE t.supplier_id = u.id)`;
    return sql`SELECT d.id AS subject, json_object('id', d.id, 'number', d.number, 'status', d.status, 'supplier_id', u.id,
        'supplier_name', u.name, 'location_id', d.location_id, 'ordered_at', d.ordered_at, 'expected_at', d.expected_at,
        'supplier_lead_time_days', u.lead_time_days, 'due_at', ${due},
        'open_units', (SELECT total(i.open_quantity) / 10000 FROM purchase_order_items i WHERE i.document_sequence = d.sequence),
        'open_value', (SELECT total(i.open_quantity * 1.0 * i.unit_cost) / 10000 * CASE
            WHEN d.currency = ${ctx.organization.currency} THEN 1 ELSE d.exchange_rate / 100000000.0 END
          FROM purchase_order_items i WHERE i.document_sequence = d.sequence),
        'receipts', ${learned("coalesce(sum(t.receipts), 0)")},
        'usual_days', ${learned("total(t.weight * (t.mean_days + sqrt(max(0, t.variance)))) / nullif(total(t.weight), 0)")}) AS facts
      FROM purchase_orders d INDEXED BY purchase_orders_open CROSS JOIN suppliers u ON u.id = d.supplier_id
      WHERE d.status IN ('ordered', 'partially_received') AND ${due} < ${timestamp(ctx.now)} AND d.id > ${range.after}
      ORDER BY d.id ${FIRST_CANDIDATES}`;
  },
  find(ctx, order) {
    const { id, number, supplier_id, supplier_name, location_id, ordered_at, due_at, open_value, open_units } = order;
    if (open_units === 0) return null;
    const late = (ctx.now.getTime() - Date.parse(due_at)) / DAY;
    const agreed = (Date.parse(due_at) - Date.parse(ordered_at)) / DAY;
    const value = Math.round(open_value ?? 0);
    return {
      severity: severityOf(order, late, agreed, (ctx.now.getTime() - Date.parse(ordered_at)) / DAY),
      title: `Purchase order ${number} from ${supplier_name} is late`,
      detail: `It was due by ${dateIn(ctx.organization.timezone, new Date(due_at))}, and has not been received in full.`,
      evidence: evidenceOf(order),
      amount: value > 0 ? bounded(value) : null,
      measure: open_units,
      location_id,
      supplier_id,
      document_id: id,
      suggested_action: actionFor(order, addDays(dateIn(ctx.organization.timezone, ctx.now), NEW_DATE_DAYS)),
    };
  },
});

function severityOf({ receipts, usual_days }: Facts, late: number, agreed: number, elapsed: number): InsightSeverity {
  if (late >= CRITICAL_DAYS && late >= CRITICAL_SHARE * agreed) return "critical";
  return receipts >= LEAST_RECEIPTS && usual_days !== null && elapsed <= usual_days ? "info" : "warning";
}

function evidenceOf({ id, supplier_id, ordered_at, expected_at, supplier_lead_time_days }: Facts): Evidence[] {
  const source = SOURCES.purchase_order(id);
  const ordered = { metric: "ordered_at", value: ordered_at, source };
  if (expected_at !== null) return [{ metric: "expected_at", value: expected_at, source }, ordered];
  if (supplier_lead_time_days === null) return [ordered];
  const lead_time = { metric: "lead_time_days", value: supplier_lead_time_days, unit: "days" };
  return [ordered, { ...lead_time, source: SOURCES.supplier(supplier_id) }];
}

function actionFor({ id, number, status, supplier_name }: Facts, date: string): SuggestedAction {
  const path = `/api/v1/purchase_orders/${id}`;
  if (status === "partially_received") {
    const text = `Ask ${supplier_name} for the rest of ${number}; close the order if it will not come.`;
    return { text, method: "POST", path: `${path}/close`, body: {} };
  }
  const text = `Ask ${supplier_name} for a new date for ${number}, and enter it.`;
  return { text, method: "PATCH", path, body: { expected_at: date } };
}
