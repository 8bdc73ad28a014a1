import { useState } from "preact/hooks";
import { quantity } from "../format";
import type { Catalogue, Count, Found, Item } from "./find_item";
import type { Entry } from "./unsent";

const MOST_SHOWN = 100;

/** Choosing an item is for those who count it: without `choose` the items are only shown. */
type Choose = { choose?: (found: Found) => void };
type ListsProps = { count: Count; catalogue: Catalogue; entries: readonly Entry[] } & Choose;

/** What is missing and what is counted. Expected quantities are shown when asked for, unless the count is blind. */
export function ItemLists({ count, catalogue, entries, choose }: ListsProps) {
  const [showsExpected, setShowsExpected] = useState(false);
  const counted = count.items.map((item) => {
    const entry = entries.findLast(
      (one) => one.item.variant_id === item.variant_id && (one.item.lot_id ?? null) === item.lot_id,
    );
    return { ...item, counted_quantity: entry?.item.counted_quantity ?? item.counted_quantity };
  });
  const missing = counted.filter(({ counted_quantity }) => counted_quantity === null);
  const done = counted.filter(({ counted_quantity }) => counted_quantity !== null);
  const shared = { catalogue, showsExpected, ...(choose ? { choose } : {}) };
  return (
    <>
      <p class="progress">
        <progress max={Math.max(1, counted.length)} value={done.length} aria-label="Items counted" />
        <span>
          {done.length} of {counted.length} counted
        </span>
      </p>
      {count.blind ? null : (
        <label class="check">
          <input
            type="checkbox"
            checked={showsExpected}
            onChange={(event) => setShowsExpected(event.currentTarget.checked)}
          />{" "}
          Show expected quantities
        </label>
      )}
      <Items title="Missing" items={missing} {...shared} />
      <Items title="Counted" items={done} {...shared} />
    </>
  );
}

type ItemsProps = {
  title: string;
  items: Item[];
  catalogue: Catalogue;
  showsExpected: boolean;
} & Choose;

function Items({ title, items, catalogue, showsExpected, choose }: ItemsProps) {
  if (items.length === 0) return null;
  return (
    <details open={title === "Missing"}>
      <summary>
        {title} ({items.length})
      </summary>
      <ul class="items">
        {items.slice(0, MOST_SHOWN).map((item) => {
          const variant = catalogue.variants.find(({ variant_id }) => variant_id === item.variant_id);
          const lots = catalogue.lots.filter(({ variant_id }) => variant_id === item.variant_id);
          const lot = lots.find(({ id }) => id === item.lot_id);
          const found = {
            ...{ variant_id: item.variant_id, sku: item.sku, name: variant?.name ?? item.sku, lot_id: item.lot_id },
            lots: item.lot_id ? lots.map(({ id, lot_number }) => ({ lot_id: id, lot_number })) : null,
          };
          const content = (
            <>
              <span>
                {found.name} <span class="sku">{[item.sku, lot?.lot_number].filter(Boolean).join(", ")}</span>
              </span>
              <span class="number">
                {item.counted_quantity === null ? "" : quantity(item.counted_quantity)}
                {showsExpected ? ` of ${quantity(item.expected_quantity)}` : ""}
              </span>
            </>
          );
          return (
            <li key={item.id}>
              {choose ? (
                <button type="button" class="item" onClick={() => choose(found)}>
                  {content}
                </button>
              ) : (
                <span class="item">{content}</span>
              )}
            </li>
          );
        })}
      </ul>
      {items.length > MOST_SHOWN ? <p class="muted">and {items.length - MOST_SHOWN} more</p> : null}
    </details>
  );
}
