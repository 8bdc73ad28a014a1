/** The headers of requests that the API reads. */
export const REQUEST_HEADERS = [
  "Authorization",
  "Content-Type",
  "Idempotency-Key",
  "If-Match",
  "If-None-Match",
  "X-Request-Id",
] as const;

/** The headers that clients of the Model Context Protocol send. */
export const MCP_REQUEST_HEADERS = [
  "MCP-Protocol-Version",
  "Mcp-Method",
  "Mcp-Name",
  "Mcp-Session-Id",
  "Last-Event-ID",
] as const;

/** The headers of its responses that such clients look for. This server sends neither: it has no sessions. */
export const MCP_RESPONSE_HEADERS = ["Mcp-Session-Id", "MCP-Protocol-Version"] as const;

/** The headers of responses that mean something to a client, and what they mean. */
export const RESPONSE_HEADERS = {
  "X-Request-Id": "The request's id: the one it was sent with, if that is well formed, else a new one",
  "Server-Timing":
    "What the request cost: round trips to the organization's database and to the directory, rows read and written, and milliseconds",
  "RateLimit-Policy":
    "The rate limit of this API key: requests (`q`) in a window of seconds (`w`). It is called `default`, or `ai` for questions",
  RateLimit: "What is left of the rate limit: requests (`r`), and seconds until the window ends (`t`)",
  "Retry-After": "The seconds to wait before the request is repeated",
  ETag: "Names this content: the version, and a digest of the body. Send it as `If-Match` with a change, or as `If-None-Match` with a read",
  Location: "The path of what was created",
  Link: "The absolute URLs of the first, previous, next and last pages; of a refusal, the page that explains it, as `help` (RFC 8288)",
  "Idempotent-Replayed":
    "`true` if this is the recorded response to an earlier request with the same `Idempotency-Key`",
  "WWW-Authenticate": "How to authenticate",
  Allow: "The methods that the path has",
  "Content-Disposition": "The name to save the file under; of a list, only in a format other than JSON",
} as const;

export type ResponseHeader = keyof typeof RESPONSE_HEADERS;
