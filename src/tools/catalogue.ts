import type { Tool } from "./define";
import { fastMovers } from "./fast_movers";
import { findNames } from "./find_names";
import { findProducts } from "./find_products";
import { forecasts } from "./forecasts";
import { incomingStock } from "./incoming_stock";
import { insights } from "./insights";
import { ledgerEntries } from "./ledger_entries";
import { losses } from "./losses";
import { lots } from "./lots";
import { lowStock } from "./low_stock";
import { orders } from "./orders";
import { outOfStock } from "./out_of_stock";
import { purchaseOrders } from "./purchase_orders";
import { reorderAdvice } from "./reorder_advice";
import { reservations } from "./reservations";
import { returns } from "./returns";
import { sales } from "./sales";
import { stockAging } from "./stock_aging";
import { stockByLocation } from "./stock_by_location";
import { stockLevels } from "./stock_levels";
import { stockMovements } from "./stock_movements";
import { supplierPerformance } from "./supplier_performance";
import { traceLot } from "./trace_lot";
import { transfers } from "./transfers";
import { unsoldStock } from "./unsold_stock";
import { valuation } from "./valuation";

/** Every tool there is, by its name. */
export const TOOLS: readonly Tool[] = [
  findNames,
  findProducts,
  stockLevels,
  stockByLocation,
  lowStock,
  outOfStock,
  reorderAdvice,
  fastMovers,
  sales,
  unsoldStock,
  stockAging,
  valuation,
  ledgerEntries,
  stockMovements,
  orders,
  purchaseOrders,
  incomingStock,
  transfers,
  lots,
  traceLot,
  reservations,
  forecasts,
  insights,
  losses,
  returns,
  supplierPerformance,
];
