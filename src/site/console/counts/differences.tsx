import { quantity } from "../format";
import { NumberHeads } from "../number_heads";
import type { Item } from "./find_item";

/** What a count changes: the items whose counted quantity is not the expected one. */
export function Differences({ items }: { items: readonly Item[] }) {
  const different = items.filter(({ variance }) => variance !== null && variance !== 0);
  const counted = items.filter(({ counted_quantity }) => counted_quantity !== null).length;
  if (different.length === 0) {
    return <p>All {counted} counted items are as expected. Stock does not change.</p>;
  }
  return (
    <>
      <p>
        {different.length} of {counted} counted items differ:
      </p>
      <table class="differences">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <NumberHeads names={["Expected", "Counted", "Change"]} />
          </tr>
        </thead>
        <tbody>
          {different.map((item) => (
            <tr key={item.id}>
              <th scope="row">{item.sku}</th>
              <td class="number">{quantity(item.expected_quantity)}</td>
              <td class="number">{quantity(item.counted_quantity)}</td>
              <td class="number">
                {(item.variance ?? 0) > 0 ? "+" : ""}
                {quantity(item.variance)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
