import type { DataOf } from "../../../client";
import { quantity } from "../format";

export type Forward = DataOf<"traceLotForward">;
export type Backward = DataOf<"traceLotBackward">;

type Kind = "lot" | "supplier" | "receipt" | "batch" | "customer" | "transit";
export type GraphNode = { id: string; kind: Kind; title: string; detail: string; lot_id?: string; source?: string };
type GraphEdge = { from: string; to: string; quantity: number };
export type Graph = { nodes: GraphNode[]; edges: GraphEdge[] };

/** Where a lot came from, if it was received: the supplier and the document. */
export type Origin = { supplier: { id: string; name: string } | null; document: string; path: string } | null;

const PATHS: Record<string, string> = {
  purchase_order: "purchase_orders",
  stock_transfer: "stock_transfers",
  inventory_adjustment: "inventory_adjustments",
  return_authorization: "return_authorizations",
};

/** The path of the document that a lot was received with. */
export const pathOf = (type: string, id: string) => `/api/v1/${PATHS[type] ?? `${type}s`}/${id}`;

/** The graph of a recall: suppliers and receipts, the lots made of them, and where these went. */
export function graphOf(backward: Backward, forward: Forward, origin: Origin): Graph {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const add = (node: GraphNode) => nodes.set(node.id, nodes.get(node.id) ?? node).get(node.id);
  const join = (from: string, to: string, amount: number) => {
    const key = `${from} ${to}`;
    edges.set(key, { from, to, quantity: (edges.get(key)?.quantity ?? 0) + amount });
  };
  const addLot = (lot: { lot_id: string; lot_number: string; sku: string }) =>
    add({ id: lot.lot_id, kind: "lot", title: lot.lot_number, detail: `Lot of ${lot.sku}`, lot_id: lot.lot_id });

  const { lot } = forward;
  addLot({ ...lot, lot_id: lot.id });
  if (origin) addOrigin(lot.id, origin, lot.quantity_initial);
  for (const input of backward.input_lots) {
    addLot(input);
    const known = edges.get(`${input.lot_id} ${input.into_lot_id}`);
    if (!known) join(input.lot_id, input.into_lot_id, input.quantity);
    const { receipt, supplier } = input;
    if (receipt && !edges.has(`${receipt.source_id} ${input.lot_id}`)) {
      const path = pathOf(receipt.source_type, receipt.source_id);
      addOrigin(input.lot_id, { supplier, document: receipt.number ?? "Receipt", path }, receipt.quantity);
    }
  }
  for (const batch of forward.consumed_by) {
    addLot(batch);
    for (const output of batch.output_lots) {
      addLot(output);
      join(batch.lot_id, output.lot_id, batch.quantity);
    }
    if (batch.output_lots.length > 0) continue;
    const source = `/api/v1/production_batches/${batch.production_batch_id}`;
    const detail = `Batch, ${batch.status.replaceAll("_", " ")}`;
    add({ id: batch.production_batch_id, kind: "batch", title: batch.number, detail, source });
    join(batch.lot_id, batch.production_batch_id, batch.quantity);
  }
  addCustomers();
  for (const transfer of forward.in_transit) {
    const source = `/api/v1/stock_transfers/${transfer.stock_transfer_id}`;
    addLot(transfer);
    add({ id: transfer.stock_transfer_id, kind: "transit", title: transfer.number, detail: "In transit", source });
    join(transfer.lot_id, transfer.stock_transfer_id, transfer.quantity);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };

  function addOrigin(lot_id: string, { supplier, document, path }: NonNullable<Origin>, amount: number) {
    const id = path.slice(path.lastIndexOf("/") + 1);
    add({ id, kind: "receipt", title: document, detail: "Receipt", source: path });
    join(id, lot_id, amount);
    if (!supplier) return;
    const source = `/api/v1/suppliers/${supplier.id}`;
    add({ id: supplier.id, kind: "supplier", title: supplier.name, detail: "Supplier", source });
    join(supplier.id, id, amount);
  }

  function addCustomers() {
    for (const customer of customersOf(forward.shipped_to)) {
      const detail = `Customer: ${quantity(customer.outstanding)} to call back`;
      add({ id: customer.id, kind: "customer", title: customer.name, detail });
      for (const shipment of customer.shipments) {
        addLot(shipment);
        join(shipment.lot_id, customer.id, shipment.quantity);
      }
    }
  }
}

type Shipment = Forward["shipped_to"][number];

/** The customers of a recall list, each with what was shipped to it and what of that is to be called back. */
export function customersOf(shipments: readonly Shipment[]) {
  const groups = Map.groupBy(
    shipments,
    ({ customer }) => customer.external_id ?? customer.email ?? customer.name ?? "anonymous",
  );
  return [...groups].map(([key, those]) => ({
    id: `customer ${key}`,
    name: those[0]?.customer.name ?? those[0]?.customer.email ?? "No name given",
    shipments: those,
    outstanding: those.reduce((sum, { quantity, returned_quantity }) => sum + quantity - returned_quantity, 0),
  }));
}
