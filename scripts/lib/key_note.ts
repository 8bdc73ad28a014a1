import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Notes next to the data which SECRETS_KEY encrypts its secrets, by the first digits of the key's digest. If the note names a key that
 * is neither SECRETS_KEY nor in SECRETS_KEYS_BEFORE, it stays as it is, and a warning is returned.
 */
export function noteSecretsKey(data: string, bindings: Record<string, string>): string | null {
  const { SECRETS_KEY = "", SECRETS_KEYS_BEFORE = "" } = bindings;
  const file = join(data, "secrets_key_id");
  const ids = [SECRETS_KEY, ...SECRETS_KEYS_BEFORE.split(",")].map(idOf);
  const noted = existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  if (noted !== null && !ids.includes(noted)) {
    return `SECRETS_KEY has changed, so the secrets of existing webhooks and integrations can't be read. Set the key from before, or add it to SECRETS_KEYS_BEFORE. If it is lost, replace those secrets and delete ${file}.`;
  }
  if (noted !== ids[0]) writeFileSync(file, `${ids[0]}\n`, { mode: 0o600 });
  return null;
}

function idOf(key: string): string {
  return createHash("sha256").update(Buffer.from(key.trim(), "base64")).digest("hex").slice(0, 8);
}
