import { resetDatabases } from "./databases";

await resetDatabases();
