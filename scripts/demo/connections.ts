import { signedHeaders } from "../../src/webhooks/sign";
import type { Client } from "./client";
import { demoClock } from "./clock";

type Options = { client: Client; location_id: string };
type Integration = { id: string; secret: string; webhook_path: string };

/** Connects the demo organization with other systems. Nothing is sent to them unless somebody tries it out. */
export async function connect(options: Options) {
  await takeOrders(options);
  await options.client.post("/api/v1/api_keys", { name: "Till", scopes: ["write"] });
  await sendEvents(options);
}

/** Orders come in from two shops and a marketplace. One of the marketplace's is taken, another one waits for a correction. */
async function takeOrders({ client, location_id }: Options) {
  const connectTo = (source: string, name: string) =>
    client.post<Integration>("/api/v1/integrations", { source, name, location_id });
  await connectTo("shopify", "Web shop");
  await connectTo("woocommerce", "Gift shop");
  const marketplace = await connectTo("standard", "Marketplace");
  await receive(client, marketplace, { id: "MKT-990001", sku: "TEA-ENG-50" });
  await receive(client, marketplace, { id: "MKT-990002", sku: "TEA-ENGLISH-50" });
}

/** Sends an order to an integration, signed as the marketplace would. */
async function receive(
  client: Client,
  { secret, webhook_path }: Integration,
  { id, sku }: { id: string; sku: string },
) {
  const order = { external_reference: id, channel: "marketplace", items: [{ sku, quantity: 1 }] };
  const seconds = Math.floor(demoClock().getTime() / 1000);
  const headers = await signedHeaders({ id: `msg_${id}`, seconds, body: JSON.stringify(order) }, [secret]);
  await client.post(webhook_path, order, headers);
}

/** A digest that is switched off, and an endpoint that takes nothing but tests. Their hosts lead nowhere (RFC 2606). */
async function sendEvents({ client }: Options) {
  await client.post("/api/v1/alert_subscriptions", {
    kinds: ["low_stock", "out_of_stock"],
    channel: { type: "webhook", url: "https://chat.tidewell.example/stock" },
    mode: "daily_digest",
    status: "disabled",
  });
  await client.post("/api/v1/webhook_endpoints", {
    url: "https://books.tidewell.example/stockbook",
    event_types: ["webhook_endpoint.tested"],
    description: "The bookkeeping, once it is ready",
  });
}
