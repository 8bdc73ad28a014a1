const SHORTEST = 16;

/** What is wrong with an operator's token, and what to do about it; null for one that is long enough. */
export function faultOfAdminToken(token: string): string | null {
  if (token.length >= SHORTEST) return null;
  return `ADMIN_TOKEN must have at least ${SHORTEST} characters. Generate one with \`openssl rand -base64 32\`.`;
}
