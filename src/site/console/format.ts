const quantities = new Intl.NumberFormat("en", { maximumFractionDigits: 4 });

export const quantity = (value: number | null) => (value === null ? "–" : quantities.format(value));

/** A change: `+5`, `-3`. */
export const signed = (value: number) => (value > 0 ? `+${quantity(value)}` : quantity(value));

export const money = (value: number | null, currency: string) =>
  value === null ? "–" : new Intl.NumberFormat("en", { style: "currency", currency }).format(value);

/** A moment in the organization's time zone. */
export const moment = (value: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone }).format(new Date(value));

/** A date of the organization's calendar, `2026-11-27`. */
export const date = (value: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(`${value}T00:00:00Z`));
