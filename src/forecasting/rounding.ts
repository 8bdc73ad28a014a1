/** Rounds to some significant digits, which is what is stored; much faster than by a text. */
export function significant(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const places = digits - 1 - Math.floor(Math.log10(Math.abs(value)));
  if (places > 300) return 0;
  const scale = 10 ** Math.abs(places);
  return places >= 0 ? Math.round(value * scale) / scale : Math.round(value / scale) * scale;
}

/** Rounds to three decimals. */
export function thousandths(value: number): number {
  return whole(value * 1000) / 1000;
}

/** Rounds to a whole number; to 0 and not to -0, which JSON does not keep. */
export function whole(value: number): number {
  return Math.round(value) + 0;
}
