import { createHmac } from "node:crypto";
import type { Answer, TestApp } from "./app";
import type { Shop } from "./shop";

type Headers = Record<string, string>;
export type Sender = Awaited<ReturnType<typeof openSender>>;

const hmac = (key: string | Uint8Array, text: string | Uint8Array) =>
  createHmac("sha256", key).update(text).digest("base64");

/** The headers that Shopify, WooCommerce and senders of Standard Webhooks send with a body. */
export const SIGN = {
  shopify: (secret: string, body: string, topic: string, id: string): Headers => ({
    "X-Shopify-Topic": topic,
    "X-Shopify-Webhook-Id": id,
    "X-Shopify-Hmac-Sha256": hmac(secret, body),
  }),
  woocommerce: (secret: string, body: string, topic: string, id: string): Headers => ({
    "X-WC-Webhook-Topic": topic,
    "X-WC-Webhook-Delivery-ID": id,
    "X-WC-Webhook-Signature": hmac(secret, body),
  }),
  standard: (secret: string, body: string, _: string, id: string, now = new Date()): Headers => {
    const time = String(Math.floor(now.getTime() / 1000));
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    return {
      "webhook-id": id,
      "webhook-timestamp": time,
      "webhook-signature": `v1,${hmac(key, `${id}.${time}.${body}`)}`,
    };
  },
};

export type Source = keyof typeof SIGN;

/** What a sender's shop must be able to do: create, list and retry, and receive at its location. */
type Receiving = Pick<Shop, "made" | "get" | "post" | "warehouse"> & { app: Pick<TestApp, "request" | "clock"> };

/** An integration of a shop, and how its sender sends. */
export async function openSender(shop: Receiving, source: Source, more: Record<string, unknown> = {}) {
  const made = await shop.made("integrations", { source, name: source, location_id: shop.warehouse, ...more });
  const { id, secret, webhook_path } = made as { id: string; secret: string; webhook_path: string };
  let sent = 0;

  /** Sends a body as the sender does, under a new id unless it is given one. */
  async function send(
    topic: string,
    payload: unknown,
    {
      message = `message-${++sent}`,
      app = shop.app,
      path = webhook_path,
      signed_with = secret,
      headers = {},
    }: Sent = {},
  ): Promise<Answer> {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    const signature = SIGN[source](signed_with, body, topic, message, shop.app.clock.now);
    return app.request("POST", path, {
      body,
      headers: { "Content-Type": "application/json", ...signature, ...headers },
    });
  }

  /** Sends a body, and returns the delivery. */
  async function deliver(topic: string, payload: unknown, terms: Sent = {}) {
    const answer = await send(topic, payload, terms);
    if (answer.status !== 200) throw new Error(`${topic}: ${answer.status} ${answer.text}`);
    return answer.body.data;
  }

  const deliveries = async (query = "") => (await shop.get(`integrations/${id}/deliveries${query}`)).body.data;
  const retry = (delivery_id: string, headers: Headers = {}) =>
    shop.post(`integrations/${id}/deliveries/${delivery_id}/retry`, {}, headers);
  const orders = async (external_reference: string) =>
    (await shop.get(`orders?external_reference=${external_reference}`)).body.data;

  return { id, secret, webhook_path, send, deliver, deliveries, retry, orders };
}

type Sent = {
  message?: string;
  app?: Pick<TestApp, "request">;
  path?: string;
  signed_with?: string;
  headers?: Headers;
};

/** An order as Shopify sends it (https://shopify.dev/docs/api/admin-rest/latest/resources/order), shortened. */
export function shopifyOrder(more: Record<string, unknown> = {}) {
  return {
    id: 5123456789012,
    admin_graphql_api_id: "gid://shopify/Order/5123456789012",
    app_id: 580111,
    browser_ip: "216.191.105.146",
    buyer_accepts_marketing: false,
    cancel_reason: null,
    cancelled_at: null,
    contact_email: "bob@example.com",
    created_at: "2026-11-22T11:00:00-05:00",
    currency: "USD",
    current_total_price: "25.00",
    customer: {
      id: 207119551,
      email: "bob@example.com",
      first_name: "Bob",
      last_name: "Norman",
      phone: null,
      note: null,
      tags: "loyal",
    },
    email: "bob@example.com",
    financial_status: "paid",
    fulfillment_status: null,
    fulfillments: [],
    location_id: null,
    name: "#1001",
    note: "Please wrap it",
    note_attributes: [],
    order_number: 1001,
    phone: "+15145556677",
    source_name: "web",
    tags: "gift, first",
    test: false,
    total_discounts: "5.00",
    billing_address: {
      first_name: "Bob",
      last_name: "Norman",
      name: "Bob Norman",
      phone: "555-625-1199",
      city: "Ottawa",
    },
    shipping_address: null,
    line_items: [
      shopifyLine(),
      shopifyLine({ id: 141249953214522980, sku: null, name: "Gift card", gift_card: true, requires_shipping: false }),
    ],
    refunds: [],
    ...more,
  };
}

export function shopifyLine(more: Record<string, unknown> = {}) {
  return {
    id: 14567890123456,
    variant_id: 39072856,
    title: "Mug",
    name: "Mug - blue",
    variant_title: "blue",
    sku: "MUG",
    quantity: 2,
    price: "15.00",
    price_set: { shop_money: { amount: "15.00", currency_code: "USD" } },
    total_discount: "0.00",
    discount_allocations: [{ amount: "5.00", discount_application_index: 0 }],
    gift_card: false,
    requires_shipping: true,
    taxable: true,
    product_exists: true,
    fulfillable_quantity: 2,
    fulfillment_service: "manual",
    properties: [],
    tax_lines: [],
    ...more,
  };
}

/** A refund as Shopify sends it (https://shopify.dev/docs/api/admin-rest/latest/resources/refund), shortened. */
export function shopifyRefund(lines: readonly Record<string, unknown>[], more: Record<string, unknown> = {}) {
  return {
    id: 929361464,
    order_id: 5123456789012,
    created_at: "2026-11-23T10:34:55-05:00",
    note: "wrong size",
    user_id: null,
    processed_at: "2026-11-23T10:34:55-05:00",
    restock: true,
    order_adjustments: [],
    transactions: [{ id: 1072844685, kind: "refund", amount: "12.50" }],
    refund_line_items: lines.map((line, at) => ({
      id: 1058498311 + at,
      line_item_id: 14567890123456,
      location_id: 487838322,
      quantity: 1,
      restock_type: "return",
      subtotal: 12.5,
      total_tax: 0,
      line_item: shopifyLine(),
      ...line,
    })),
    ...more,
  };
}

/** An order as WooCommerce sends it (https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/), shortened. */
export function wooOrder(more: Record<string, unknown> = {}) {
  return {
    id: 727,
    parent_id: 0,
    number: "727",
    order_key: "wc_order_58d2d042d1d",
    created_via: "checkout",
    version: "9.1.0",
    status: "processing",
    currency: "USD",
    date_created: "2026-11-22T16:28:02",
    date_created_gmt: "2026-11-22T19:28:02",
    date_modified_gmt: "2026-11-22T19:28:08",
    discount_total: "5.00",
    total: "29.35",
    customer_id: 0,
    customer_note: "",
    billing: {
      first_name: "John",
      last_name: "Doe",
      company: "",
      address_1: "969 Market",
      email: "john.doe@example.com",
      phone: "(555) 555-5555",
    },
    shipping: { first_name: "John", last_name: "Doe" },
    meta_data: [{ id: 13106, key: "_download_permissions_granted", value: "yes" }],
    line_items: [wooLine()],
    tax_lines: [],
    shipping_lines: [{ id: 317, total: "10.00" }],
    fee_lines: [],
    coupon_lines: [],
    refunds: [],
    ...more,
  };
}

export function wooLine(more: Record<string, unknown> = {}) {
  return {
    id: 315,
    name: "Mug",
    product_id: 93,
    variation_id: 0,
    quantity: 3,
    tax_class: "",
    subtotal: "30.00",
    total: "25.00",
    total_tax: "0.00",
    taxes: [],
    meta_data: [],
    sku: "MUG",
    price: 8.333333333333334,
    ...more,
  };
}
