import type { TenantContext } from "../../commands/context";
import { openSecret } from "../../commands/secrets";
import { sha256 } from "../../shared/digest";
import type { Message } from "../../webhooks/carrier";
import { signedHeaders } from "../../webhooks/sign";
import type { Alert } from "./alerts";
import type { StoredSubscription } from "./queries";

/** The content of a message: one alert, many that waited, or those of a day; and how many more there were. */
export type Content = {
  subscription: StoredSubscription;
  alerts: readonly Alert[];
  more: number;
  /** The same for every attempt at the message, and for no other one. */
  id: string;
  timestamp: string;
};

/** A message about alerts on the subscription's channel. Each attempt at the same content has the same body. */
export function messageOf(ctx: TenantContext, content: Content): Promise<Message> {
  const { channel } = content.subscription;
  switch (channel.type) {
    case "webhook":
      return toWebhook(ctx, channel.url, content);
    case "slack":
      return toSlack(channel.url, content);
    case "email":
      return toMail(ctx, channel.to, content);
  }
}

async function toWebhook(ctx: TenantContext, url: string, content: Content): Promise<Message> {
  const { subscription, alerts, more, id, timestamp } = content;
  const type = subscription.mode === "daily_digest" ? "alert.digest" : "alert";
  const body = JSON.stringify({ type, timestamp, data: { subscription_id: subscription.id, alerts, more } });
  const secret = await openSecret(ctx, subscription.id, subscription.secret ?? "");
  const seconds = Math.floor(ctx.now.getTime() / 1000);
  return { url, headers: await signedHeaders({ id, seconds, body }, [secret]), body };
}

/** Slack shortens longer messages. */
const MOST_OF_SLACK = 3500;

/** A message for Slack. Its text is not formatted, so that nothing in a product's name is more than its letters. */
async function toSlack(url: string, content: Content): Promise<Message> {
  const lines = content.alerts.map(({ text }) => escaped(text));
  const shown = lines.filter((_, at) => lines.slice(0, at + 1).join("\n").length <= MOST_OF_SLACK);
  const text = [...headingOf(content), ...shown, ...endOf(content, lines.length - shown.length)].join("\n");
  const body = JSON.stringify({ text, mrkdwn: false, unfurl_links: false, unfurl_media: false });
  return { url, headers: {}, body };
}

/** An e-mail by Resend's API, which sends it once for its key within 24 hours. */
async function toMail({ deployment }: TenantContext, to: readonly string[], content: Content): Promise<Message> {
  const { mail } = deployment;
  if (!mail) throw new Error("RESEND_API_KEY and ALERTS_FROM are not set");
  const { subscription, alerts, id } = content;
  const [heading] = headingOf(content);
  const lines = alerts.map(({ text }) => text);
  const end = endOf(content);
  const footer = `Sent by Stockbook for the alert subscription ${subscription.id}.`;
  const list = alerts.map(({ text }) => `<li>${escaped(text)}</li>`).join("");
  const paragraphs = [
    ...(heading ? [`<p>${heading}</p>`] : []),
    heading ? `<ul>${list}</ul>` : `<p>${escaped(lines[0] ?? "")}</p>`,
    ...end.map((line) => `<p>${line}</p>`),
    `<p><small>${footer}</small></p>`,
  ];
  const body = JSON.stringify({
    from: mail.from,
    to,
    subject: heading?.replace(/:$/, "") ?? alerts[0]?.title,
    text: [...(heading ? [heading, ""] : []), ...lines, ...end, "", footer].join("\n"),
    html: paragraphs.join("\n"),
  });
  const headers = {
    authorization: `Bearer ${mail.api_key}`,
    // A key is refused with another body, as after a product was renamed.
    "idempotency-key": `${id}_${(await sha256(body)).slice(0, 16)}`,
  };
  return { url: `${mail.api_url.replace(/\/$/, "")}/emails`, headers, body };
}

/** The first line of a digest, or of several alerts that were sent at once. */
function headingOf({ subscription, alerts, more }: Content): string[] {
  const count = alerts.length + more;
  const all = count === 1 ? "1 alert" : `${count.toLocaleString("en-US")} alerts`;
  if (subscription.mode === "daily_digest") return [`${all} since the last digest:`];
  return count === 1 ? [] : [`${all}:`];
}

/** The last line of a message that does not have all alerts. */
function endOf({ more }: Content, not_shown = 0): string[] {
  const count = more + not_shown;
  return count === 0 ? [] : [`… and ${count.toLocaleString("en-US")} more.`];
}

/** A text whose letters are letters and no markup, neither in HTML nor in Slack. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
