import { fromBase64, toBase64 } from "./base64";
import { sha256 } from "./digest";
import { bytesOfSecretsKey } from "./secrets_key";

/** Encrypts and decrypts secrets that are kept in a database. `owner` names the row: a secret copied to another row can't be opened. */
export type SecretBox = {
  seal(secret: string, owner: SecretOwner): Promise<string>;
  /** The secret; throws if it was sealed for another owner, or with a key that the deployment no longer has. */
  open(sealed: string, owner: SecretOwner): Promise<string>;
  /** The text with which everything begins that is sealed with the current key. */
  current_mark(): Promise<string>;
};

/** The row that a secret belongs to. */
export type SecretOwner = { organization_id: string; row_id: string };

/**
 * A box with the current key, and earlier ones that open what they have sealed. AES-GCM with a random nonce; the organization and
 * the row are additional data. A sealed secret begins with the first 8 hexadecimal digits of the SHA-256 of its key, which name it.
 */
export function secretBox(current: string, earlier: readonly string[] = []): SecretBox {
  const keys = [current, ...earlier].map((text) => bytesOfSecretsKey(text) as Uint8Array<ArrayBuffer>);
  const nameOf = async (key: Uint8Array<ArrayBuffer>) => (await sha256(key)).slice(0, 8);
  const imported = (key: Uint8Array<ArrayBuffer>) =>
    crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);

  return {
    async seal(secret, owner) {
      const key = keys[0] as Uint8Array<ArrayBuffer>;
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const algorithm = { name: "AES-GCM", iv, additionalData: additionalData(owner) };
      const sealed = await crypto.subtle.encrypt(algorithm, await imported(key), new TextEncoder().encode(secret));
      return [await nameOf(key), toBase64(iv), toBase64(new Uint8Array(sealed))].join(".");
    },
    async open(sealed, owner) {
      const [name, iv = "", body = ""] = sealed.split(".");
      const names = await Promise.all(keys.map(nameOf));
      const key = keys[names.indexOf(name ?? "")];
      if (!key) throw new Error("A secret is sealed with a key that is neither SECRETS_KEY nor in SECRETS_KEYS_BEFORE");
      const algorithm = { name: "AES-GCM", iv: fromBase64(iv), additionalData: additionalData(owner) };
      return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, await imported(key), fromBase64(body)));
    },
    async current_mark() {
      return `${await nameOf(keys[0] as Uint8Array<ArrayBuffer>)}.`;
    },
  };
}

function additionalData({ organization_id, row_id }: SecretOwner) {
  return new TextEncoder().encode(`${organization_id} ${row_id}`);
}
