import { useState } from "preact/hooks";
import type { DataOf, StockbookClient } from "../../../client";
import { date, moment, quantity } from "../format";
import { Failed, Loaded, useLoad } from "../load";
import { hrefOf } from "../router";
import { useSession } from "../session";
import { Source } from "../source";
import { Affected, LotActions } from "./actions";
import { Drawing, type Layout, layOut } from "./drawing";
import { type Backward, type Forward, graphOf, type Origin, pathOf } from "./graph";
import { RecallList } from "./recall_list";
import { LotStatus } from "./status";

type Traced = {
  backward: Backward;
  forward: Forward;
  places: ReadonlyMap<string, string>;
  layout: Layout | Error;
};
type Changed = DataOf<"updateLot">;

/** All that is known of a lot: its state, its way here and its way to customers. */
async function trace(api: StockbookClient, id: string, signal: AbortSignal): Promise<Traced> {
  const [backward, forward, locations] = await Promise.all([
    api.traceLotBackward({ id }, { signal }),
    api.traceLotForward({ id }, { signal }),
    api.listLocations({ per_page: 100 }, { signal }),
  ]);
  const { lot } = forward.data;
  const places = new Map(locations.data.map((location) => [location.id, location.name]));
  const graph = graphOf(backward.data, forward.data, await originOf(api, lot, signal));
  // Without its graph, the page still has the recall list.
  const layout = await layOut(graph).catch((error: Error) => error);
  return { backward: backward.data, forward: forward.data, places, layout };
}

async function originOf(api: StockbookClient, lot: Forward["lot"], signal: AbortSignal): Promise<Origin> {
  if (lot.source_type === "production_batch") return null;
  const path = pathOf(lot.source_type, lot.source_id);
  if (lot.source_type !== "purchase_order") {
    return { supplier: null, document: lot.source_type.replaceAll("_", " "), path };
  }
  const [order, supplier] = await Promise.all([
    api.getPurchaseOrder({ id: lot.source_id }, { signal }),
    lot.supplier_id ? api.getSupplier({ id: lot.supplier_id }, { signal }) : null,
  ]);
  return { supplier: supplier?.data ?? null, document: order.data.number, path };
}

/** A lot: its state and actions, the recall graph, and the recall list. */
export function LotPage({ id }: { id: string }) {
  const { api } = useSession();
  const traced = useLoad((signal) => trace(api, id, signal), [api, id]);
  const [changed, setChanged] = useState<Changed | null>(null);
  return (
    <>
      <p class="no-print">
        <a href={hrefOf(["lots"])}>All lots</a>
      </p>
      <div role="status">
        {changed?.id === id ? (
          <div class="notice">
            <p>
              Lot {changed.lot_number} is now {changed.status === "quarantine" ? "quarantined" : changed.status}.
            </p>
            <Affected by={changed} />
          </div>
        ) : null}
      </div>
      <Loaded of={traced} shape={["text", "text", "chart", "table"]}>
        {(value) => (
          <LotContent
            traced={value}
            onChanged={(outcome) => {
              setChanged(outcome);
              traced.reload();
            }}
          />
        )}
      </Loaded>
    </>
  );
}

function LotContent({ traced, onChanged }: { traced: Traced; onChanged(changed: Changed): void }) {
  const { forward, places, layout } = traced;
  const { lot } = forward;
  return (
    <>
      <div class="row">
        <h1>Lot {lot.lot_number}</h1>
        <LotStatus lot={lot} />
      </div>
      <Facts traced={traced} />
      <LotActions lot={lot} onChanged={onChanged} />
      <section aria-labelledby="where">
        <h2 id="where">Where it is</h2>
        {forward.current_stock.length === 0 ? <p class="muted">Nothing of it is on hand.</p> : null}
        <ul class="where">
          {forward.current_stock.map((stock) => (
            <li key={stock.location_id}>
              {places.get(stock.location_id) ?? stock.location_id}: <strong>{quantity(stock.quantity)}</strong>
            </li>
          ))}
        </ul>
      </section>
      <section class="no-print" aria-labelledby="way">
        <h2 id="way">Where it came from and went</h2>
        {layout instanceof Error ? (
          <Failed error={layout} />
        ) : (
          <Drawing layout={layout} lot_id={lot.id} title={`Recall graph of lot ${lot.lot_number}`} />
        )}
      </section>
      <RecallList forward={forward} />
    </>
  );
}

function Facts({ traced: { backward, forward } }: { traced: Traced }) {
  const { organization } = useSession();
  const { lot } = forward;
  const batch = backward.source_batch;
  return (
    <>
      <dl class="facts">
        <div>
          <dt>Item</dt>
          <dd>
            <a href={hrefOf(["variants", lot.variant_id])}>{lot.sku}</a>
          </dd>
        </div>
        <div>
          <dt>On hand</dt>
          <dd>{quantity(lot.quantity_on_hand)}</dd>
        </div>
        <div>
          <dt>Reserved</dt>
          <dd>{quantity(lot.quantity_reserved)}</dd>
        </div>
        <div>
          <dt>{batch ? "Produced" : "Received"}</dt>
          <dd>
            {quantity(lot.quantity_initial)}, {moment(lot.created_at, organization.timezone)}
          </dd>
        </div>
        <div>
          <dt>Expires</dt>
          <dd>{lot.expiry_date ? date(lot.expiry_date) : "never"}</dd>
        </div>
        {lot.note ? (
          <div>
            <dt>Note</dt>
            <dd>{lot.note}</dd>
          </div>
        ) : null}
      </dl>
      {batch ? (
        <div class="no-print">
          <Source
            path={`/api/v1/production_batches/${batch.id}`}
            label={`Show batch ${batch.number}`}
            about={batch.number}
          />
        </div>
      ) : null}
    </>
  );
}
