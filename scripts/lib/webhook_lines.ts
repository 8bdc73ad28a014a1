import type { ReceivedWebhook } from "./webhook_receiver.ts";

/** What of a resource is shown, where it has it. */
const FACTS = [
  ...["number", "sku", "name", "status", "reason", "quantity", "on_hand", "reserved", "available", "reorder_point"],
  ...["lot_number", "expiry_date", "severity", "url"],
];
const MOST_CHARACTERS = 160;

/** The line about a request: when it came, the response's status, the event, whether it is verified, and the main facts. */
export function lineOf(received: ReceivedWebhook, status: number, times_received: number, now: Date): string {
  const { id, verification, fault, body } = received;
  const words = {
    verified: "verified",
    unchecked: fault ? `refused (${fault})` : "not verified (no secret)",
    failed: `NOT VERIFIED (${fault})`,
  };
  const again = times_received > 1 ? `, received ${times_received} times` : "";
  return [
    now.toISOString().slice(11, 19),
    String(status),
    body?.type ?? "-",
    id ?? "-",
    `${words[verification]}${again}`,
    ...(body ? [factsOf(body.data)] : []),
  ]
    .filter((part) => part !== "")
    .join("  ");
}

/** The request as one line of JSON. */
export function jsonOf({ id, verification, fault, body }: ReceivedWebhook, status: number, now: Date): string {
  return JSON.stringify({ received_at: now.toISOString(), id, status, verification, fault, body });
}

/** What an event is about: the id and some fields of each resource in it, and its other values. */
function factsOf(data: Record<string, unknown>): string {
  const text = Object.entries(data)
    .map(([name, value]) => factOf(name, value))
    .join(" ");
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}

function factOf(name: string, value: unknown): string {
  if (Array.isArray(value)) return `${name}=[${value.length}]`;
  if (typeof value !== "object" || value === null) return `${name}=${value}`;
  const fields = value as Record<string, unknown>;
  const shown = FACTS.filter((fact) => ["string", "number"].includes(typeof fields[fact]));
  return [name, fields.id ?? "", ...shown.map((fact) => `${fact}=${fields[fact]}`)].filter(String).join(" ");
}
