import { createApp } from "./app";
import { parseEnv } from "./env";
import { systemClock } from "./shared/clock";

const app = createApp({ clock: systemClock, settings: parseEnv });

export default { fetch: app.fetch } satisfies ExportedHandler<Record<string, unknown>>;
