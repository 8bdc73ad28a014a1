import { declareEvents } from "../../events/declare";
import { StockTransfer } from "./schemas";

export const stockTransferEvents = declareEvents({
  "stock_transfer.created": { summary: "A stock transfer was created.", data: { stock_transfer: StockTransfer } },
  "stock_transfer.shipped": { summary: "A stock transfer was shipped.", data: { stock_transfer: StockTransfer } },
  "stock_transfer.received": {
    summary: "Goods of a stock transfer were received, or the rest was written off.",
    data: { stock_transfer: StockTransfer },
  },
  "stock_transfer.cancelled": { summary: "A stock transfer was cancelled.", data: { stock_transfer: StockTransfer } },
});
