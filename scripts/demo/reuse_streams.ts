type Step = { type: string; sql_id?: number };
type Pipeline = { baton: string | null; requests: Step[] };
type Results = { baton: string | null; results: { type: string; response?: Step }[] };

/**
 * A `fetch` that keeps one stream open to each libSQL database, where the application opens one per request. The server
 * reads the whole schema for each new stream, which would take a third of the demo's time. (Hrana over HTTP, version
 * 2.)
 */
export function reuseStreams(send: typeof fetch): typeof fetch {
  const batons = new Map<string, string>();
  return async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.endsWith("/pipeline")) return send(request);
    const database = `${request.url} ${request.headers.get("x-namespace-bin")}`;
    const { requests } = await request.clone().json<Pipeline>();
    if (requests.at(-1)?.type !== "close") return send(request);

    // Instead of closing the stream, close only the SQL texts that the request stored in it.
    const steps = requests.slice(0, -1);
    const close_texts = steps
      .filter(({ type }) => type === "store_sql")
      .map(({ sql_id }): Step => ({ type: "close_sql", ...(sql_id === undefined ? {} : { sql_id }) }));
    const body = JSON.stringify({ baton: batons.get(database) ?? null, requests: [...steps, ...close_texts] });
    const response = await send(new Request(request, { body }));
    if (!response.ok) return response;

    const { baton, results } = await response.json<Results>();
    if (baton) batons.set(database, baton);
    else batons.delete(database);
    const closed = { type: "ok", response: { type: "close" } };
    return Response.json({ baton: null, base_url: null, results: [...results.slice(0, steps.length), closed] });
  };
}
