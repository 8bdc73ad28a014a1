import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { quantity } from "../format";
import { useSession } from "../session";
import { type Catalogue, type Count, type Found, findItem, type Item } from "./find_item";
import { ItemLists } from "./item_lists";
import { QuantityEntry } from "./quantity_entry";
import { canScan, Scanner } from "./scanner";
import { type Entry, lastOfEach, readUnsent, useUnsent } from "./unsent";

type CountingProps = {
  count: Count;
  catalogue: Catalogue;
  onCount(count: Count): void;
  children(unsent: number): ComponentChildren;
};

/** What was counted of an item: what is on this phone, or else what the server has. */
function countedOf(items: readonly Item[], entries: readonly Entry[], variant_id: string, lot_id: string | null) {
  const entry = entries.findLast(({ item }) => item.variant_id === variant_id && (item.lot_id ?? null) === lot_id);
  const item = items.find((one) => one.variant_id === variant_id && one.lot_id === lot_id);
  return entry?.item.counted_quantity ?? item?.counted_quantity ?? null;
}

/** Counting: scan or type an item, say how many, and see what is counted, missing and not sent. */
export function Counting({ count, catalogue, onCount, children }: CountingProps) {
  const { api } = useSession();
  const items = useRef(count.items);
  items.current = count.items;
  const unsent = useUnsent(count.id, (after) => {
    items.current = after.items;
    onCount(after);
  });
  const [current, setCurrent] = useState<Found | null>(null);
  const [counted, setCounted] = useState<number | null>(null);
  const [isScanning, setScanning] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const amountOf = ({ variant_id, lot_id }: Found) =>
    countedOf(items.current, readUnsent(count.id), variant_id, lot_id);

  const show = (found: Found) => {
    setCurrent(found);
    setCounted(amountOf(found));
  };
  const save = ({ variant_id, lot_id, sku }: Found, amount: number) => {
    setCounted(amount);
    const item = { variant_id, counted_quantity: amount, counted_at: new Date().toISOString() };
    unsent.add({ ...item, ...(lot_id ? { lot_id } : {}) }, sku);
  };
  const take = async (code: string) => {
    setMessage(null);
    try {
      const found = await findItem(api, code, catalogue);
      show(found);
      if (found.lots && !found.lot_id) return;
      save(found, (amountOf(found) ?? 0) + 1);
    } catch (error) {
      setMessage(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      {isScanning ? <Scanner onCode={take} /> : null}
      <CodeField onCode={take} />
      {canScan() ? (
        <button type="button" class="big" aria-pressed={isScanning} onClick={() => setScanning(!isScanning)}>
          {isScanning ? "Stop the camera" : "Scan with the camera"}
        </button>
      ) : null}
      {message ? (
        <p class="notice warning" role="alert">
          {message}
        </p>
      ) : null}
      {current ? (
        <QuantityEntry
          item={current}
          counted={counted}
          onLot={(lot_id) => show({ ...current, lot_id })}
          onQuantity={(amount) => save(current, amount)}
        />
      ) : null}
      <Unsent entries={unsent.entries} drop={unsent.drop} />
      <ItemLists
        count={count}
        catalogue={catalogue}
        entries={unsent.entries}
        choose={(found) => {
          show(found);
          scrollTo({ top: 0 });
        }}
      />
      {children(unsent.entries.length)}
    </>
  );
}

function CodeField({ onCode }: { onCode(code: string): void }) {
  const [code, setCode] = useState("");
  const submit = (event: Event) => {
    event.preventDefault();
    if (!code.trim()) return;
    onCode(code.trim());
    setCode("");
  };
  return (
    <form class="code" onSubmit={submit}>
      <label class="field">
        Barcode or SKU
        <input
          value={code}
          autocomplete="off"
          autocapitalize="characters"
          enterkeyhint="go"
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <button type="submit">Add 1</button>
    </form>
  );
}

function Unsent({ entries, drop }: { entries: readonly Entry[]; drop(key: string): void }) {
  const refused = entries.filter(({ refusal }) => refusal);
  const waiting = lastOfEach(entries.filter(({ refusal }) => !refusal));
  return (
    <>
      <p role="status" class={waiting.length > 0 ? "notice warning" : "muted saved"}>
        {waiting.length > 0
          ? `Not sent yet: ${waiting.map(({ label, item }) => `${label} ${quantity(item.counted_quantity)}`).join(", ")}. Kept on this phone and sent again by itself.`
          : "Everything counted is saved."}
      </p>
      {refused.map(({ key, label, item, refusal }) => (
        <div key={key} class="notice critical" role="alert">
          <p>
            {label} {quantity(item.counted_quantity)} was refused: {refusal}
          </p>
          <button type="button" onClick={() => drop(key)}>
            Discard
          </button>
        </div>
      ))}
    </>
  );
}
