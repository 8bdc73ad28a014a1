import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

/** More tenant databases than wrangler.toml binds, so that every test of a file can mint its own. */
const pool = Array.from({ length: 60 }, (_, index) => `TENANT_${String(index + 1).padStart(3, "0")}`);

const suite = ["test/**/*.test.ts"];
const scripts = ["test/scripts/**/*.test.ts"];

const miniflare = (bindings: Record<string, string>) => ({
  d1Databases: ["DIRECTORY", ...pool],
  bindings: { ADMIN_TOKEN: "test-admin-token-0123456789", ...bindings },
});

const wrangler = { configPath: "./wrangler.toml" };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [cloudflareTest({ wrangler, miniflare: miniflare({ ENGINE: "d1" }) })],
        test: { name: "d1", include: suite, exclude: scripts },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            wrangler,
            miniflare: miniflare({
              ENGINE: "libsql",
              LIBSQL_URL: inject("libsql_url"),
              LIBSQL_ADMIN_URL: inject("libsql_admin_url"),
            }),
          })),
        ],
        test: { name: "libsql", include: suite, exclude: scripts, globalSetup: "test/support/sqld.ts" },
      },
      {
        // Tests that start real servers, in plain Node.
        test: { name: "node", include: scripts, testTimeout: 120_000, hookTimeout: 120_000 },
      },
    ],
  },
});
