import { createRequire } from "node:module";

/**
 * Serves Vendure on SQLite from the packages that are installed in a directory. `libsql` is SQLite with the interface of
 * better-sqlite3, and comes compiled from npm; what it lacks, own functions in SQL, only filters by regular expressions use.
 */
const [directory = "", port] = process.argv.slice(2);
const installed = createRequire(`${directory}/package.json`);
installed("reflect-metadata");
const { bootstrap, DefaultLogger, LogLevel } = installed("@vendure/core");
const Database = installed("libsql");

class Driver extends Database {
  function() {
    return this;
  }
}

await bootstrap({
  logger: new DefaultLogger({ level: LogLevel.Error }),
  apiOptions: { port: Number(port), hostname: "127.0.0.1", adminApiPath: "admin-api", shopApiPath: "shop-api" },
  authOptions: {
    tokenMethod: ["bearer"],
    superadminCredentials: { identifier: "superadmin", password: "superadmin" },
    cookieOptions: { secret: "only for this benchmark" },
  },
  dbConnectionOptions: {
    ...{ type: "better-sqlite3", driver: Driver, synchronize: true },
    database: `${directory}/vendure.sqlite`,
    prepareDatabase: (database: { pragma(text: string): void }) => database.pragma("journal_mode = WAL"),
  },
  paymentOptions: { paymentMethodHandlers: [] },
  plugins: [],
});
console.log("ready");
