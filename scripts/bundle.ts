import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundle } from "./lib/bundle.ts";
import { root } from "./lib/settings.ts";

/**
 * The most bytes that the worker may have when compressed: what Cloudflare loads when it starts an isolate. Some 15,000 of them
 * are the responses that `/openapi.json` shows.
 */
const GZIP_LIMIT = 820_000;

// Builds the worker into dist/, as `wrangler deploy` would, and fails when it has become too large.
const { modules } = await bundle("src/worker.ts", join(root, "dist"));
const upload = Buffer.from(
  Object.values(modules)
    .map(({ contents }) => contents)
    .join(""),
);
const compressed = gzipSync(upload).length;
console.log(`The worker has ${upload.length} bytes, compressed ${compressed} of at most ${GZIP_LIMIT}.`);
if (compressed > GZIP_LIMIT) {
  console.error(
    "It is too large. Find out what it gained (dist/worker.js.map), or raise the limit in scripts/bundle.ts.",
  );
  process.exit(1);
}
