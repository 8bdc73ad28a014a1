import type { TenantContext } from "../../commands/context";
import type { AlertChannel } from "../../shared/alerts";
import { addDays, lastDateOf, momentIn } from "../../shared/clock";
import type { Problem } from "../../shared/errors";
import { faultOfUrl } from "../../webhooks/destinations";
import { newSecret } from "../../webhooks/secrets";
import { eventTypesOf } from "./kinds";
import type { StoredSubscription } from "./queries";

const DIGEST_AT = "08:00";

/** The problems of a channel that the deployment doesn't allow, or can't use. */
export function channelProblems({ deployment }: TenantContext, channel: AlertChannel): Problem[] {
  if (channel.type === "email") {
    if (deployment.mail) return [];
    const message =
      "This deployment can't send e-mail, because the settings RESEND_API_KEY and ALERTS_FROM are not both set. Ask the operator to set them, or use another channel.";
    return [{ code: "validation_failed", message, field: "channel.type" }];
  }
  const fault = faultOfUrl(channel.url, deployment);
  return fault === null ? [] : [{ code: "validation_failed", message: `channel.url ${fault}.`, field: "channel.url" }];
}

/**
 * The secret of a channel: a webhook's own, which it keeps when its URL changes; null for others. A new one is also returned in
 * the clear, to be shown once. Refused with 422 `validation_failed` if the deployment can't encrypt it.
 */
export async function secretOf(ctx: TenantContext, id: string, { type }: AlertChannel, known: string | null) {
  if (type !== "webhook") return { stored: null, shown: {} };
  if (known !== null) return { stored: known, shown: {} };
  const { secret, sealed } = await newSecret(ctx, id);
  return { stored: sealed, shown: { secret } };
}

/** When a digest is sent by the organization's clocks; null for alerts that are sent at once. */
export function digestTime(
  mode: StoredSubscription["mode"],
  digest_at: string | null | undefined,
): StoredSubscription["digest_at"] {
  return mode === "daily_digest" ? (digest_at ?? DIGEST_AT) : null;
}

/**
 * What of the feed of a subscription follows from it. It is due at once: a digest that has nothing to say yet rests until its time
 * (`deliver.ts`), and one that failed is repeated once its subscription has been corrected.
 */
export function feedOf({ kinds, status }: Pick<StoredSubscription, "kinds" | "status">) {
  return { is_active: status === "active", event_types: eventTypesOf(kinds), next_attempt_at: null };
}

/** When the last digest was due by the organization's clocks, and when the next one will be. */
export function digestTimes({ organization: { timezone }, now }: TenantContext, digest_at: string) {
  const date = lastDateOf(timezone, digest_at, now);
  return { last: momentIn(timezone, date, digest_at), next: momentIn(timezone, addDays(date, 1), digest_at) };
}
