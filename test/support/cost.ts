/** What an answer cost, read from its `Server-Timing`. */
export function costOf({ headers }: { headers: Headers }): Record<string, number> {
  const entries = (headers.get("Server-Timing") ?? "").split(", ").map((entry) => entry.split(";dur="));
  return Object.fromEntries(entries.map(([name, value]) => [name, Number(value)]));
}
