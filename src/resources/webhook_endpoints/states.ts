/** What needs an active endpoint. */
export const ENDPOINT_ACTIONS = { test: ["active"], replay: ["active"], retry: ["active"] } as const;
