import { isDeepStrictEqual } from "node:util";
import { get, getAll, repeat, type Target, type Write } from "./client.ts";
import type { Order, Writer } from "./load.ts";

type Entry = {
  sequence: number;
  sku: string;
  location_id: string;
  reference_id: string;
  on_hand_change: number;
  reserved_change: number;
  on_hand_after: number;
  reserved_after: number;
};
type Level = { sku: string; location_id: string; on_hand: number; reserved: number };
type Adjustment = { id: string; ledger_entries: Entry[]; adjustments: (Level & { quantity: number })[] };

/** What became of the writes that a kill left unanswered. */
export type Outcome = { had_happened: number; had_not: number };

class Broken extends Error {}
function must(condition: boolean, complaint: () => string): asserts condition {
  if (!condition) throw new Broken(complaint());
}

/** Repeats what was left open: it must happen exactly once, now or before the kill, and then stay as it is. */
export async function settle(target: Target, writer: Writer, open: readonly Write[]): Promise<Outcome> {
  const outcome: Outcome = { had_happened: 0, had_not: 0 };
  for (const write of open) {
    const first = await repeat(target, write);
    const second = await repeat(target, write);
    must(
      second.replayed && second.text === first.text && second.status === first.status,
      () => `POST ${write.path} under ${write.key} was answered in two ways:\n${first.text}\n${second.text}`,
    );
    if (first.replayed) outcome.had_happened += 1;
    else outcome.had_not += 1;
    write.answer = first;
    writer.learn(first);
  }
  return outcome;
}

/** Repeats what was answered: the answer must be the one there was, byte for byte. */
export async function replay(target: Target, writes: readonly Write[]) {
  await inParallel(writes, async (write) => {
    const again = await repeat(target, write);
    must(
      again.replayed && again.text === write.answer?.text && again.status === write.answer.status,
      () =>
        `POST ${write.path} under ${write.key} was answered\n${write.answer?.status} ${write.answer?.text}\nbefore the kill, and after it\n${again.status} ${again.text}`,
    );
  });
}

/** Holds everything the database says against everything that was answered. */
export async function compare(target: Target, writers: readonly Writer[]) {
  const { data: report } = await get(target, "/api/v1/reports/reconciliation");
  must(report.checked > 0 && report.discrepancies.length === 0, () => `Reconciliation: ${JSON.stringify(report)}`);

  const ledger = await getAll<Entry>(target, "/api/v1/inventory_ledger");
  const gap = ledger.findIndex((entry, at) => entry.sequence !== at + 1);
  must(gap === -1, () => `The ledger has a gap: place ${gap + 1} has the sequence ${ledger[gap]?.sequence}`);

  const orders = writers.flatMap((writer) => [...writer.orders.values()]);
  const adjustments = writers
    .flatMap((writer) => writer.writes)
    .filter(({ path, answer }) => path.endsWith("/inventory_adjustments") && answer?.status === 201)
    .map(({ answer }) => JSON.parse(answer?.text ?? "").data as Adjustment);
  await inParallel(orders, (order) => sameOrder(target, order));
  for (const [list, answered] of [
    ["orders", orders.length],
    ["inventory_adjustments", adjustments.length],
  ] as const) {
    const { meta } = await get(target, `/api/v1/${list}?per_page=1`);
    must(meta.total === answered, () => `${answered} ${list} were answered, but there are ${meta.total}`);
  }

  const answered_entries = adjustments.flatMap(({ ledger_entries }) => ledger_entries);
  for (const entry of answered_entries) {
    const found = ledger[entry.sequence - 1];
    must(isDeepStrictEqual(found, entry), () => `Of ${JSON.stringify(entry)} is left ${JSON.stringify(found)}`);
  }
  const documents = new Set([...orders, ...adjustments].map(({ id }) => id));
  const strange = ledger.find((entry) => !documents.has(entry.reference_id));
  must(strange === undefined, () => `Nobody was answered what caused ${JSON.stringify(strange)}`);

  const levels: Level[] = [];
  for (let page = 1; ; page++) {
    const { data, meta } = await get(target, `/api/v1/inventory_levels?per_page=100&page=${page}`);
    levels.push(...data);
    if (page >= meta.total_pages) break;
  }
  for (const level of levels) sameLevel(level, orders, adjustments, ledger);
}

async function sameOrder(target: Target, order: Order) {
  const { data } = await get(target, `/api/v1/orders/${order.id}`);
  const { shortages: _, ...answered } = order as Order & { shortages?: unknown };
  must(
    isDeepStrictEqual(data, answered),
    () => `The order was last answered as\n${JSON.stringify(answered)}\nand is now\n${JSON.stringify(data)}`,
  );
}

/** A level is what the answers amount to, and what the last entry of the ledger left. */
function sameLevel(level: Level, orders: Order[], adjustments: Adjustment[], ledger: Entry[]) {
  const here = <T extends { sku: string; location_id: string }>(items: readonly T[]) =>
    items.filter(({ sku, location_id }) => sku === level.sku && location_id === level.location_id);
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const lines = here(orders.flatMap(({ items }) => items));
  const adjusted = here(adjustments.flatMap(({ adjustments: each }) => each)).map(({ quantity }) => quantity);
  const on_hand = sum(adjusted) - sum(lines.map((line) => line.fulfilled_quantity));
  const reserved = sum(lines.map((line) => line.reserved_quantity));
  const last = here(ledger).at(-1);
  must(
    level.on_hand === on_hand && level.reserved === reserved,
    () => `The answers amount to ${on_hand} on hand and ${reserved} reserved, the level is ${JSON.stringify(level)}`,
  );
  must(
    last?.on_hand_after === on_hand && last.reserved_after === reserved,
    () => `The ledger ends with ${JSON.stringify(last)}, the level is ${JSON.stringify(level)}`,
  );
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>) {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
