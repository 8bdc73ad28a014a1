import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type DataOf, newIdempotencyKey, type StockbookClient } from "../../../client";
import { canBeSentAgain } from "../raw";
import { useSession } from "../session";

type Change = NonNullable<Parameters<StockbookClient["updateCycleCount"]>[0]["body"]>;
export type CountedItem = NonNullable<Change["cycle_count_items_attributes"]>[number];

/** A counted quantity that is on this phone and not known to be on the server. */
export type Entry = { key: string; item: CountedItem; label: string; refusal?: string };

const RETRY_AFTER_MS = 5_000;
const nameOf = (count_id: string) => `stockbook.unsent.${count_id}`;

export function readUnsent(count_id: string): Entry[] {
  try {
    return JSON.parse(localStorage.getItem(nameOf(count_id)) ?? "[]") as Entry[];
  } catch {
    return [];
  }
}

function keepUnsent(count_id: string, entries: Entry[]): void {
  if (entries.length === 0) localStorage.removeItem(nameOf(count_id));
  else localStorage.setItem(nameOf(count_id), JSON.stringify(entries));
}

/**
 * What was counted and not yet sent. Entries are kept on the phone before they are sent, and sent in their order, each with the
 * idempotency key it got when it was entered: sent twice, it counts once. What the API refuses stays until it is dropped.
 */
export function useUnsent(count_id: string, onSent: (count: Sent) => void) {
  const { api } = useSession();
  const [entries, setEntries] = useState(() => readUnsent(count_id));
  const isSending = useRef(false);
  const underWay = useRef<string | null>(null);
  const sent = useRef(onSent);
  sent.current = onSent;

  const change = useCallback(
    (edit: (before: Entry[]) => Entry[]) => {
      const after = edit(readUnsent(count_id));
      keepUnsent(count_id, after);
      setEntries(after);
    },
    [count_id],
  );

  const flush = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    for (;;) {
      const entry = readUnsent(count_id).find(({ refusal }) => !refusal);
      if (!entry) break;
      underWay.current = entry.key;
      try {
        const body = { cycle_count_items_attributes: [entry.item] };
        const { data } = await api.updateCycleCount({ id: count_id, body }, { idempotency_key: entry.key });
        change((before) => before.filter(({ key }) => key !== entry.key));
        sent.current(data);
      } catch (error) {
        if (canBeSentAgain(error)) break;
        const refusal = error instanceof Error ? error.message : "It was refused.";
        change((before) => before.map((one) => (one.key === entry.key ? { ...one, refusal } : one)));
      }
    }
    underWay.current = null;
    isSending.current = false;
  }, [api, count_id, change]);

  useEffect(() => {
    flush();
    const timer = setInterval(flush, RETRY_AFTER_MS);
    addEventListener("online", flush);
    return () => {
      clearInterval(timer);
      removeEventListener("online", flush);
    };
  }, [flush]);

  const add = (item: CountedItem, label: string) => {
    const isReplaced = (one: Entry) => isSameItem(one.item, item) && one.key !== underWay.current;
    const entry = { key: newIdempotencyKey(), item, label };
    change((before) => [...before.filter((one) => !isReplaced(one)), entry]);
    flush();
  };
  const drop = (key: string) => change((before) => before.filter((one) => one.key !== key));
  return { entries, add, drop };
}

/** The last entry of each item: one that is being sent is not replaced, and the next one of its item follows it. */
export function lastOfEach(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry, at) => !entries.slice(at + 1).some((later) => isSameItem(later.item, entry.item)));
}

const isSameItem = (one: CountedItem, two: CountedItem) =>
  one.variant_id === two.variant_id && (one.lot_id ?? null) === (two.lot_id ?? null);

type Sent = DataOf<"updateCycleCount">;
