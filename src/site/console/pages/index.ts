import type { ComponentType } from "preact";
import type { Route } from "../router";
import { CountsPage } from "./counts";
import { EventsPage } from "./events";
import { ExpiryPage } from "./expiry";
import { InsightsPage } from "./insights";
import { LotsPage } from "./lots";
import { LowStockPage } from "./low_stock";
import { QuestionsPage } from "./questions";
import { StockPage } from "./stock";
import { VariantPage } from "./variants";

/** A page of the console: the first part of its address, its title, whether the menu shows it, and what draws it. */
type ConsolePage = { path: string; title: string; menu: boolean; Content: ComponentType<{ route: Route }> };

/** The pages, in the order of the menu. */
export const PAGES: readonly ConsolePage[] = [
  { path: "stock", title: "Stock", menu: true, Content: StockPage },
  { path: "variants", title: "Variant", menu: false, Content: VariantPage },
  { path: "low", title: "Low stock", menu: true, Content: LowStockPage },
  { path: "expiry", title: "Expiry", menu: true, Content: ExpiryPage },
  { path: "lots", title: "Lots", menu: true, Content: LotsPage },
  { path: "counts", title: "Counts", menu: true, Content: CountsPage },
  { path: "insights", title: "Insights", menu: true, Content: InsightsPage },
  { path: "events", title: "Events", menu: true, Content: EventsPage },
  { path: "questions", title: "Questions", menu: true, Content: QuestionsPage },
];
