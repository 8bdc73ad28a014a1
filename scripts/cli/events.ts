import { setTimeout as wait } from "node:timers/promises";
import { Command } from "commander";
import { createClient, StockbookError } from "../../src/client/index.ts";
import { deploymentOf } from "./deployment.ts";
import { say } from "./output.ts";

type Options = { type?: string; all?: boolean };

const EVERY_MS = 1_000;

/** `events <slug>`: follows the event feed until it is interrupted, also while the server is away. */
export function eventsCommand(): Command {
  return new Command("events")
    .description("follow the events of an organization; ends with Ctrl-C")
    .argument("<slug>")
    .option("--type <type>", "only events of this type, such as order.created")
    .option("--all", "begin with the oldest event that is kept, not with the next one")
    .action(async (slug: string, { type, all }: Options, command: Command) => {
      const deployment = deploymentOf(command);
      const organization = await deployment.organizationOf(slug);
      await deployment.withKey(organization, "read", async (key) => {
        const api = createClient({ url: deployment.url, key });
        const filter = type ? { type: [type] as never } : {};
        let cursor = all ? undefined : await endOf(api);
        say("Following. Press Ctrl-C to end.");
        for (;;) {
          const page = await api.listEvents({ ...filter, per_page: 100, ...(cursor ? { cursor } : {}) }).catch(patient);
          for (const event of page?.data ?? []) {
            const line = deployment.is_json
              ? JSON.stringify(event)
              : `${event.created_at}  ${event.sequence}  ${event.type}`;
            process.stdout.write(`${line}\n`);
          }
          cursor = page?.meta.next_cursor ?? page?.meta.resume_cursor ?? cursor;
          if (!page?.meta.next_cursor) await wait(EVERY_MS);
        }
      });
    });
}

/** Waits out what passes: a server that is away or busy. */
function patient(error: unknown): null {
  if (error instanceof StockbookError && error.status < 500 && error.status !== 429) throw error;
  return null;
}

/** The cursor after the last event. */
async function endOf(api: ReturnType<typeof createClient>): Promise<string | undefined> {
  const first = await api.listEvents({ per_page: 100 });
  const { total_pages = 0 } = first.meta;
  const last = total_pages > 1 ? await api.listEvents({ per_page: 100, page: total_pages }) : first;
  return last.meta.resume_cursor ?? undefined;
}
