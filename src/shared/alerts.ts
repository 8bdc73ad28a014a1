/** What an alert may be about. */
export const ALERT_KINDS = [
  "low_stock",
  "out_of_stock",
  "oversold",
  "expiring",
  "expired",
  "purchase_order_overdue",
  "stockout_forecast",
  "insight",
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

export const ALERT_MODES = ["immediate", "daily_digest"] as const;

/** How an alert is sent. */
export type AlertChannel =
  | { type: "webhook"; url: string }
  | { type: "slack"; url: string }
  | { type: "email"; to: string[] };

/** What is announced once while it lasts (`drizzle/tenant/alerts.ts`). */
export const ALARM_KINDS = ["low", "out", "oversold", "expiring", "expired", "overdue"] as const;

export type AlarmKind = (typeof ALARM_KINDS)[number];
