import { refuse } from "../shared/errors";
import type { SecretOwner } from "../shared/secret_box";
import type { TenantContext } from "./context";

type Keeper = Pick<TenantContext, "deployment" | "organization">;

/** Encrypts a secret to be kept in a row. 422 `validation_failed` if the deployment has no key for it. */
export async function sealSecret(ctx: Keeper, row_id: string, secret: string): Promise<string> {
  const { secrets } = ctx.deployment;
  if (secrets) return secrets.seal(secret, ownerOf(ctx, row_id));
  throw refuse(
    "validation_failed",
    "This deployment can't keep secrets, because the setting SECRETS_KEY is missing. Ask the operator to set it.",
  );
}

/** The secret that is kept in a row. Throws if the deployment no longer has the key that it was encrypted with. */
export async function openSecret(ctx: Keeper, row_id: string, sealed: string): Promise<string> {
  const { secrets } = ctx.deployment;
  if (!secrets) throw new Error("SECRETS_KEY is not set");
  return secrets.open(sealed, ownerOf(ctx, row_id));
}

/** Whose secret it is: without both ids it can't be decrypted. */
export function ownerOf({ organization }: Pick<Keeper, "organization">, row_id: string): SecretOwner {
  return { organization_id: organization.id, row_id };
}
