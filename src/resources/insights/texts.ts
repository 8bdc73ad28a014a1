/** A quantity with its unit, as texts show it: 1 unit, 2,000 units, 1.5 kg. */
export function inUnits(quantity: number, unit: string): string {
  const shown = quantity.toLocaleString("en-US", { maximumFractionDigits: 4 });
  return `${shown} ${unit === "unit" && quantity !== 1 ? "units" : unit}`;
}

/** An estimated quantity with its unit: three digits, as an estimate has no more. */
export function about(quantity: number, unit: string): string {
  return inUnits(Number(quantity.toPrecision(3)), unit);
}

/** A share as a percentage. */
export function percent(share: number, decimals = 0): string {
  return `${(share * 100).toFixed(decimals)}%`;
}
