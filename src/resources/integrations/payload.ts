/**
 * Parses the body of a webhook; undefined if it is not JSON. Integers beyond 2^53 are left as text: the ids of some senders are,
 * and would otherwise become others.
 */
export function parsePayload(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown, context?: { source?: string }) =>
      typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? "")
        ? context?.source
        : value,
    );
  } catch {
    return undefined;
  }
}
