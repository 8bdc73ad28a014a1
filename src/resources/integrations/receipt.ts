import { eq, sql } from "drizzle-orm";
import { integration_deliveries, integration_documents } from "../../../drizzle/tenant";
import { compress } from "../../commands/compression";
import type { TenantContext } from "../../commands/context";
import { build, type Statement } from "../../data/database";
import { onlyIf } from "../../data/unchanged";
import { announce } from "../../events/announce";
import { timestamp } from "../../shared/clock";
import { refuse } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { InboundStatus } from "../../shared/statuses";
import { type Delivery, type StoredDelivery, type StoredDocument, type StoredIntegration, toDelivery } from "./queries";

/** What came of a message. */
export type Result = {
  status: InboundStatus;
  reason?: string;
  /** The sender's id of the order that it is about. */
  external_reference: string | null;
  order_id?: string | null;
  return_authorization_id?: string | null;
};

/** How it is written down what came of a message. */
export type Receipt = {
  integration: StoredIntegration;
  /** The delivery as it then is, and the statements that write it down. */
  record(result: Result): { delivery: Delivery; statements: Statement[] };
};

/** D1 stores at most 2 MB in a row. */
const MOST_STORED = 1_800_000;

/** A reason names many lines, but not thousands. */
const MOST_OF_REASON = 2000;

type Arrived = { source_id: string; topic: string; text: string };

/** The receipt of what has just arrived. Refuses with 413 `payload_too_large` what can't be stored even compressed. */
export async function newReceipt(
  ctx: TenantContext,
  integration: StoredIntegration,
  { source_id, topic, text }: Arrived,
): Promise<Receipt> {
  const payload = await compress(text);
  if (payload.length > MOST_STORED) {
    throw refuse("payload_too_large", "The body can't be stored, even compressed. Send it in several messages.");
  }
  const now = timestamp(ctx.now);
  const head = { id: newId("integration_delivery", ctx.now), integration_id: integration.id, source_id, topic };
  return {
    integration,
    record(result) {
      const row = { ...head, ...columnsOf(result), attempt: 1, created_at: now, updated_at: now };
      return {
        delivery: toDelivery({ sequence: 0, ...row }),
        statements: [
          build.insert(integration_deliveries).values({ ...row, payload }),
          ...whileUnchanged(integration),
          ...failure(ctx, toDelivery({ sequence: 0, ...row })),
        ],
      };
    },
  };
}

/** The receipt of another attempt at what arrived before. */
export function nextReceipt(ctx: TenantContext, integration: StoredIntegration, before: StoredDelivery): Receipt {
  const { payload, ...delivery } = before;
  const { id, attempt } = delivery;
  return {
    integration,
    record(result) {
      const change = { ...columnsOf(result), attempt: attempt + 1, updated_at: timestamp(ctx.now) };
      const next = toDelivery({ ...delivery, ...change });
      return {
        delivery: next,
        statements: [
          onlyIf(sql`SELECT attempt = ${attempt} FROM integration_deliveries WHERE id = ${id}`),
          build.update(integration_deliveries).set(change).where(eq(integration_deliveries.id, id)),
          ...whileUnchanged(integration),
          ...failure(ctx, next),
        ],
      };
    },
  };
}

function columnsOf({ status, reason, external_reference, order_id, return_authorization_id }: Result) {
  return {
    status,
    reason: reason?.slice(0, MOST_OF_REASON) ?? null,
    external_reference,
    order_id: order_id ?? null,
    return_authorization_id: return_authorization_id ?? null,
  };
}

/** Aborts the commit if the integration was changed, disabled or deleted meanwhile. */
function whileUnchanged({ id, version }: StoredIntegration): Statement[] {
  return [onlyIf(sql`SELECT version = ${version} FROM integrations WHERE id = ${id}`)];
}

function failure(ctx: TenantContext, integration_delivery: Delivery): Statement[] {
  if (integration_delivery.status !== "failed") return [];
  return [announce(ctx, "integration.failed", { integration_delivery })];
}

/** Writes down what came of a message that has no other effect. */
export function settle(ctx: TenantContext, receipt: Receipt, result: Result): Promise<Delivery> {
  const { delivery, statements } = receipt.record(result);
  return ctx.commit(statements, delivery);
}

/**
 * A context in which a command's commit also writes down what came of the message, and what `also` adds. The commit's response is the
 * delivery, which `settled` returns afterwards.
 */
export function settling<Document>(
  ctx: TenantContext,
  receipt: Receipt,
  resultOf: (document: Document) => Result,
  also: (document: Document) => Statement[] = () => [],
): { ctx: TenantContext; settled: () => Delivery } {
  let written: Delivery | undefined;
  return {
    ctx: {
      ...ctx,
      async commit(statements, data) {
        // A command commits what it returns.
        const document = data as unknown as Document;
        const { delivery, statements: own } = receipt.record(resultOf(document));
        await ctx.commit([...statements, ...also(document), ...own], delivery);
        written = delivery;
        return data;
      },
    },
    settled() {
      if (!written) throw new Error("The command has committed nothing");
      return written;
    },
  };
}

/** Writes down what an order or a refund of the sender's has become: of two messages at once, the second fails and is decided again. */
export function remember(
  ctx: TenantContext,
  { id }: StoredIntegration,
  document: Pick<StoredDocument, "kind" | "external_id" | "document_id" | "lines">,
): Statement {
  const created_at = timestamp(ctx.now);
  return build.insert(integration_documents).values({ integration_id: id, ...document, created_at });
}
