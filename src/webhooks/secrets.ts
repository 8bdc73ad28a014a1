import type { TenantContext } from "../commands/context";
import { sealSecret } from "../commands/secrets";
import { toBase64 } from "../shared/base64";

const SECRET_BYTES = 32;

/** A new secret in the form of Standard Webhooks, `whsec_…`. */
export function generateSecret(): string {
  return `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))}`;
}

/**
 * What is stored as the secret of a row that comes from a backup: a new one, since the one of the backup was encrypted for another
 * organization. Without a key for secrets nothing is signed, and it stays as it is.
 */
export async function replacedSecret(ctx: TenantContext, row_id: string, stored: string): Promise<string> {
  return ctx.deployment.secrets ? (await newSecret(ctx, row_id)).sealed : stored;
}

/** A new secret for a target that messages are signed for, and how it is stored in the row. Refused as `sealSecret` says. */
export async function newSecret(ctx: TenantContext, row_id: string): Promise<{ secret: string; sealed: string }> {
  const secret = generateSecret();
  return { secret, sealed: await sealSecret(ctx, row_id, secret) };
}
