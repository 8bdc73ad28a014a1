import { useLayoutEffect, useState } from "preact/hooks";
import type { Found } from "./find_item";

type EntryProps = {
  item: Found;
  counted: number | null;
  onLot(lot_id: string): void;
  onQuantity(amount: number): void;
};

/** The controls for one item: its lot where it has several, and how many there are. Each change is saved at once. */
export function QuantityEntry({ item, counted, onLot, onQuantity }: EntryProps) {
  const [text, setText] = useState("");
  // Before the field is painted, so that what is typed into it at once stays.
  useLayoutEffect(() => setText(counted === null ? "" : String(counted)), [counted, item.variant_id, item.lot_id]);
  const needsLot = item.lots !== null && item.lot_id === null;
  const enter = () => {
    const amount = Number(text.replace(",", "."));
    if (text.trim() === "" || !Number.isFinite(amount) || amount < 0)
      return setText(counted === null ? "" : String(counted));
    if (amount !== counted) onQuantity(amount);
  };
  const step = (by: number) => onQuantity(Math.max(0, Number(((counted ?? 0) + by).toFixed(4))));
  return (
    <section class="entry" aria-label={`Quantity of ${item.sku}`}>
      <h2>
        {item.name} <span class="sku">{item.sku}</span>
      </h2>
      {item.lots ? (
        <fieldset class="lot-choice">
          <legend>{needsLot ? "Which lot is it?" : "Lot"}</legend>
          {item.lots.length === 0 ? <p>It has no lot yet. Receive it first.</p> : null}
          {item.lots.map(({ lot_id, lot_number }) => (
            <button key={lot_id} type="button" aria-pressed={lot_id === item.lot_id} onClick={() => onLot(lot_id)}>
              {lot_number}
            </button>
          ))}
        </fieldset>
      ) : null}
      {needsLot ? null : (
        <div class="stepper">
          <button type="button" aria-label="One less" disabled={!counted} onClick={() => step(-1)}>
            −
          </button>
          <input
            aria-label="Counted quantity"
            inputMode="decimal"
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
            onChange={enter}
            onKeyDown={(event) => event.key === "Enter" && enter()}
          />
          <button type="button" aria-label="One more" onClick={() => step(1)}>
            +
          </button>
        </div>
      )}
    </section>
  );
}
