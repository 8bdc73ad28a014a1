import { setTimeout as wait } from "node:timers/promises";
import { generatedSecret } from "./settings.ts";

const TRIES = 30;

/** Sends again, every two seconds for a minute, what fails by the network or the server. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    const response = await send().catch((error) => {
      if (attempt === TRIES) throw error;
    });
    if (response && (response.status < 500 || attempt === TRIES)) return response;
    await wait(2_000);
  }
}

type ManagedOrganization = {
  id: string;
  slug: string;
  database: { engine: string; move: { engine: string; phase: string } | null };
};

/** ADMIN_TOKEN, from the environment, else from .dev.vars. */
export function operatorToken(): string {
  return process.env.ADMIN_TOKEN || generatedSecret("ADMIN_TOKEN");
}

/** The operator's API of a deployment. */
export function operatorOf(url: string) {
  const token = operatorToken();
  const organizations = `${url.replace(/\/$/, "")}/admin/v1/organizations`;

  /** The `data` of a response; fails with the words of a refusal. What can be repeated is sent again while the server is away. */
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    // A repetition gets the first answer: a second recovery would return another bookmark, which no longer undoes the first.
    const key = crypto.randomUUID();
    const response = await patiently(() =>
      fetch(`${organizations}${path}`, {
        method,
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Idempotency-Key": key },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    );
    const answer = (await response.json()) as { data: T; errors?: { message: string }[] };
    if (answer.errors) throw new Error(answer.errors.map(({ message }) => message).join("\n"));
    return answer.data;
  }

  /** The organization with this slug; fails if there is none. */
  async function organizationOf(slug: string): Promise<ManagedOrganization> {
    const [organization] = await call<ManagedOrganization[]>("GET", `?slug=${encodeURIComponent(slug)}`);
    if (!organization) throw new Error(`There is no organization with the slug ${slug}.`);
    return organization;
  }

  return { call, organizationOf };
}
