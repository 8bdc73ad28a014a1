/** The pages of the documentation, in their order: the navigation, and what is before and after each. A name is that of the page, `/docs/NAME`. */
export const CONTENTS: readonly { title: string; pages: readonly (readonly [name: string, title: string])[] }[] = [
  {
    title: "Start",
    pages: [
      ["tour", "A tour"],
      ["idempotency", "Safe retries"],
      ["errors", "Errors"],
      ["limits", "Limits"],
      ["versions", "Versions"],
    ],
  },
  {
    title: "Stock",
    pages: [
      ["stock", "Stock"],
      ["reservations", "Orders and reservations"],
      ["lots", "Lots"],
      ["counting", "Counting"],
      ["value", "Value and cost"],
    ],
  },
  {
    title: "Planning",
    pages: [
      ["forecasts", "Forecasts and reordering"],
      ["forecasting", "How forecasts are made"],
      ["questions", "Questions"],
    ],
  },
  {
    title: "Guides",
    pages: [
      ["import", "Import and export"],
      ["client", "Typed client"],
      ["webhooks", "Webhooks"],
      ["alerts", "Alerts"],
      ["integrations", "Integrations"],
      ["agents", "Agents"],
    ],
  },
  {
    title: "Operations",
    pages: [
      ["operations", "Operations"],
      ["command-line", "Command line"],
      ["performance", "Performance"],
    ],
  },
  {
    title: "Coming from …",
    pages: [
      ["coming-from-shopify", "Shopify"],
      ["coming-from-medusa", "Medusa"],
      ["coming-from-inventree", "InvenTree"],
      ["coming-from-spreadsheet", "A spreadsheet"],
    ],
  },
];
