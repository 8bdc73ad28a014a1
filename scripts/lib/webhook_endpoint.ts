/** The API of an organization. */
export type Api = { url: string; api_key: string };

export type RegisteredEndpoint = { id: string; secret: string; remove(): Promise<void> };

/** Registers an address as a webhook endpoint for all events; fails with the words of a refusal. */
export async function registerEndpoint({ url, api_key }: Api, address: string): Promise<RegisteredEndpoint> {
  const endpoints = `${url.replace(/\/$/, "")}/api/v1/webhook_endpoints`;
  const headers = { Authorization: `Bearer ${api_key}`, "Content-Type": "application/json" };
  const send = async (method: string, to: string, body?: object) => {
    const response = await fetch(to, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch(() => {
      throw new Error(`${url} can't be reached.`);
    });
    const answer = response.status === 204 ? {} : await response.json();
    const { data, errors } = answer as { data?: { id: string; secret: string }; errors?: { message: string }[] };
    if (!response.ok) throw new Error(errors?.map(({ message }) => message).join("\n") ?? `Status ${response.status}`);
    return data;
  };
  const made = await send("POST", endpoints, { url: address, description: "npm run webhook:listen" });
  if (!made) throw new Error(`${url} created no webhook endpoint.`);
  return {
    ...made,
    remove: async () => {
      await send("DELETE", `${endpoints}/${made.id}`);
    },
  };
}
