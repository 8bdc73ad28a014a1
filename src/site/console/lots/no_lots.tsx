import { Empty } from "../load";

/** What the pages of lots show for an organization that has none by its modules. */
export function NoLots() {
  return (
    <Empty title="Lots are not switched on">
      <p>
        This organization works without the module traceability. Once an operator adds it, goods can be received in{" "}
        <a href="/docs/lots">lots</a>, with expiry dates and recalls.
      </p>
    </Empty>
  );
}
