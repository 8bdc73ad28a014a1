import { sql as sqlOf } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import type { Step } from "../../src/commands/step";
import { onlyIf } from "../../src/data/unchanged";
import { runJob } from "../../src/jobs/run";
import type { JobReport } from "../../src/shared/jobs";
import type { Engine } from "../../src/storage/port";
import { createTestApp } from "../support/app";
import { databaseOf, deployment, sql } from "../support/databases";
import { withSteps } from "../support/jobs";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const app = createTestApp();

/** A new organization, as its jobs reach it. */
async function newWorkplace() {
  const { id } = await app.mintTenant();
  const organization = (await app.admin("GET", `/admin/v1/organizations/${id}`)).body.data;
  return { organization, engine: await databaseOf(id), clock: () => app.clock.now, deployment };
}

type Workplace = Awaited<ReturnType<typeof newWorkplace>>;

/** A step that writes down each of its portions, as events. */
const writing = (name: string, portions: number): Step => ({
  name,
  async run(_, from) {
    const portion = from === null ? 1 : Number(from);
    const data = JSON.stringify([name, portion]);
    return {
      statements: [sqlOf`INSERT INTO events (type, data, created_at) VALUES ('order.created', ${data}, '')`],
      next: portion < portions ? portion + 1 : null,
      did: { [`${name}_portions`]: 1 },
    };
  },
});

const writtenIn = async ({ engine }: Workplace) =>
  (await sql(engine, "SELECT data FROM events ORDER BY sequence")).map(([data]) => JSON.parse(String(data)));

const THREE_STEPS = [writing("one", 3), writing("two", 1), writing("three", 2)];
const ALL = [["one", 1], ["one", 2], ["one", 3], ["two", 1], ["three", 1], ["three", 2]]; // biome-ignore format: a list

const silence = () => vi.spyOn(console, "error").mockImplementation(() => {});

test("a run is once for its period, whether it is asked for twice or by two at once", async () => {
  const workplace = await newWorkplace();
  await withSteps("nightly", THREE_STEPS, async () => {
    const both = await Promise.all([runJob(workplace, "nightly"), runJob(workplace, "nightly")]);
    const statuses = both.map(({ status }) => status).sort();
    expect([["finished", "finished"], ["finished", "running"]]).toContainEqual(statuses); // biome-ignore format: two cases
    expect(await writtenIn(workplace)).toEqual(ALL);
    const again = await runJob(workplace, "nightly");
    expect(again).toEqual(both.find(({ status }) => status === "finished"));
    expect(again).toMatchObject({ period: "2026-11-23", did: { one_portions: 3, two_portions: 1, three_portions: 2 } });
    app.clock.advance(DAY);
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished", period: "2026-11-24" });
    expect(await writtenIn(workplace)).toEqual([...ALL, ...ALL]);
  });
});

test("by hand, a job runs again although the period has had its run", async () => {
  const workplace = await newWorkplace();
  await withSteps("nightly", THREE_STEPS, async () => {
    await runJob(workplace, "nightly");
    expect(await runJob(workplace, "nightly", true)).toMatchObject({ status: "finished", failures: [] });
    expect(await writtenIn(workplace)).toEqual([...ALL, ...ALL]);
  });
});

test.each(["before", "after"] as const)(
  "a run that is cut off %s any of its executions goes on where it was, and does nothing twice",
  async (moment) => {
    const logged = silence();
    await withSteps("nightly", THREE_STEPS, async () => {
      for (let cut = 1; ; cut++) {
        const workplace = await newWorkplace();
        let executions = 0;
        const dead: Engine = {
          async execute(statements, mode) {
            executions += 1;
            if (executions > cut || (executions === cut && moment === "before")) throw new Error("cut off");
            const results = await workplace.engine.execute(statements, mode);
            if (executions === cut) throw new Error("cut off");
            return results;
          },
        };
        await runJob({ ...workplace, engine: dead }, "nightly").catch(() => {});
        app.clock.advance(6 * MINUTE);
        let report: JobReport = await runJob(workplace, "nightly");
        if (report.status === "failed") report = await runJob(workplace, "nightly");
        expect(report, `cut at ${cut}`).toMatchObject({ status: "finished" });
        expect(await writtenIn(workplace), `cut at ${cut}`).toEqual(ALL);
        if (executions < cut) break;
      }
    });
    logged.mockRestore();
  },
);

/** A workplace that is cut off when a portion calls `end`: nothing reaches the database until the next invocation. */
async function newMortalWorkplace() {
  const workplace = await newWorkplace();
  let is_dead = false;
  const engine: Engine = {
    execute: (statements, mode) =>
      is_dead ? Promise.reject(new Error("cut off")) : workplace.engine.execute(statements, mode),
  };
  const mortal = { ...workplace, engine };
  return {
    workplace,
    end(): never {
      is_dead = true;
      throw new Error("cut off");
    },
    /** Runs the job once the claim of an invocation that was cut off has expired; null if this one is cut off as well. */
    async run(): Promise<JobReport | null> {
      app.clock.advance(6 * MINUTE);
      is_dead = false;
      return runJob(mortal, "nightly").catch(() => null);
    },
  };
}

test("a step that is cut off three times in a row without progress has failed, and the other steps and nights follow", async () => {
  const logged = silence();
  const { workplace, end, run } = await newMortalWorkplace();
  const endless: Step = {
    name: "endless",
    run: async (ctx, from) => (from === 2 ? end() : writing("endless", 2).run(ctx, from)),
  };
  await withSteps("nightly", [writing("one", 1), endless, writing("three", 1)], async () => {
    const given_up = {
      ...{ status: "failed", did: { one_portions: 1, endless_portions: 1, three_portions: 1 } },
      failures: [{ step: "endless", error: expect.stringContaining("Cut off 3 times") }],
    };
    for (let cut = 1; cut <= 3; cut++) expect(await run()).toBeNull();
    const first = await run();
    expect(first).toMatchObject(given_up);
    for (let cut = 1; cut <= 3; cut++) expect(await run()).toBeNull();
    expect(await run()).toMatchObject({ status: "failed", period: first?.period });
    expect(await writtenIn(workplace)).toEqual([["one", 1], ["endless", 1], ["three", 1], ["endless", 1]]); // biome-ignore format: a list
    app.clock.advance(DAY);
    for (let cut = 1; cut <= 3; cut++) expect(await run()).toBeNull();
    const next = await run();
    expect(next).toMatchObject(given_up);
    expect(next?.period).not.toBe(first?.period);
  });
  logged.mockRestore();
});

test("a run that is cut off again and again finishes as long as it makes progress in between", async () => {
  const logged = silence();
  const { workplace, end, run } = await newMortalWorkplace();
  let visits = 0;
  const interrupted: Step = {
    name: "interrupted",
    run: async (ctx, from) => (++visits % 3 === 0 ? writing("interrupted", 4).run(ctx, from) : end()),
  };
  await withSteps("nightly", [interrupted], async () => {
    let report: JobReport | null = null;
    while (report === null) report = await run();
    expect(report).toMatchObject({ status: "finished", did: { interrupted_portions: 4 }, failures: [] });
    expect(visits).toBe(12);
    expect(await writtenIn(workplace)).toHaveLength(4);
  });
  logged.mockRestore();
});

test("who has lost the claim because they were slow writes nothing more", async () => {
  const workplace = await newWorkplace();
  await withSteps("nightly", THREE_STEPS, async () => {
    let takeOver: (() => Promise<unknown>) | null = async () => {
      app.clock.advance(6 * MINUTE);
      expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished" });
    };
    const slow: Engine = {
      async execute(statements, mode) {
        const is_portion = statements.some(({ params }) => params.includes('["one",2]'));
        const other = is_portion ? takeOver : null;
        if (is_portion) takeOver = null;
        await other?.();
        return workplace.engine.execute(statements, mode);
      },
    };
    expect(await runJob({ ...workplace, engine: slow }, "nightly")).toMatchObject({ status: "running" });
    expect(await writtenIn(workplace)).toEqual(ALL);
  });
});

test("a portion that lost a race is decided again, and the run keeps its claim", async () => {
  const workplace = await newWorkplace();
  let reads = 0;
  const raced: Step = {
    name: "raced",
    async run() {
      reads += 1;
      return { statements: [onlyIf(sqlOf`${reads} > 1`)], next: null, did: { reads } };
    },
  };
  await withSteps("nightly", [raced, writing("two", 1)], async () => {
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished", did: { reads: 2 } });
    expect(await writtenIn(workplace)).toEqual([["two", 1]]);
  });
});

test("a step that fails does not keep the others from being run, and only it is repeated", async () => {
  const logged = silence();
  const workplace = await newWorkplace();
  const broken = { is: true };
  const failing: Step = {
    name: "failing",
    async run(ctx, from) {
      if (from === 2 && broken.is) throw new Error("The disk\n is on fire");
      return writing("failing", 2).run(ctx, from);
    },
  };
  await withSteps("nightly", [writing("one", 1), failing, writing("three", 1)], async () => {
    const failed = await runJob(workplace, "nightly");
    expect(failed).toMatchObject({
      status: "failed",
      did: { one_portions: 1, failing_portions: 1, three_portions: 1 },
      failures: [{ step: "failing", error: "The disk is on fire" }],
    });
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "failed" });
    broken.is = false;
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished", failures: [] });
    const written = await writtenIn(workplace);
    expect(written.filter(([name]) => name !== "failing")).toEqual([["one", 1], ["three", 1]]); // biome-ignore format: a list
    expect(written.at(-1)).toEqual(["failing", 2]);

    broken.is = true;
    app.clock.advance(DAY);
    await runJob(workplace, "nightly");
    app.clock.advance(DAY);
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "failed", did: { one_portions: 1 } });
  });
  const entries = logged.mock.calls.map(([entry]) => JSON.parse(String(entry)));
  expect(entries[0]).toEqual({
    ...{ job: "nightly", step: "failing", organization_id: workplace.organization.id },
    error: "Error: The disk\n is on fire",
  });
  logged.mockRestore();
});

test("what a clock that was far ahead has run or claimed does not keep jobs from running once it is right again", async () => {
  const workplace = await newWorkplace();
  const now = app.clock.now;
  await withSteps("nightly", [writing("one", 1)], async () => {
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished" });
    app.clock.advance(400 * DAY);
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished" });
    app.clock.now = now;
    const right = await runJob(workplace, "nightly");
    expect(right).toMatchObject({ status: "finished", started_at: now.toISOString() });
    expect(await runJob(workplace, "nightly")).toEqual(right);
    expect(await writtenIn(workplace)).toHaveLength(3);

    app.clock.advance(400 * DAY);
    const { workplace: mortal, end, run } = await newMortalWorkplace();
    const logged = silence();
    await withSteps("nightly", [{ name: "one", run: async () => end() }], run);
    logged.mockRestore();
    app.clock.now = now;
    expect(await runJob(mortal, "nightly")).toMatchObject({ status: "finished", did: { one_portions: 1 } });
  });
});

test("a run of a clock that is a little ahead is the run of its period", async () => {
  const workplace = await newWorkplace();
  const hour = new Date(Math.ceil(app.clock.now.getTime() / (60 * MINUTE)) * 60 * MINUTE);
  await withSteps("hourly", [writing("one", 1)], async () => {
    app.clock.now = new Date(hour.getTime() + MINUTE);
    const first = await runJob(workplace, "hourly");
    app.clock.now = new Date(hour.getTime() - MINUTE);
    expect(await runJob(workplace, "hourly")).toEqual(first);
  });
});

test("a large run is left unfinished, and goes on in other invocations although its period is over", async () => {
  const workplace = await newWorkplace();
  await withSteps("hourly", [writing("large", 60), writing("next", 1)], async () => {
    const statuses: string[] = [];
    for (let calls = 0; calls < 4; calls++) {
      const { status, period } = await runJob(workplace, "hourly");
      statuses.push(`${period.slice(8)} ${status}`);
      app.clock.advance(60 * MINUTE);
    }
    const hour = Number(statuses[0]?.slice(3, 5));
    const at = (later: number) => String((hour + later) % 24).padStart(2, "0");
    expect(statuses.map((status) => status.slice(3))).toEqual([
      `${at(0)} unfinished`,
      `${at(0)} unfinished`,
      `${at(0)} finished`,
      `${at(3)} unfinished`,
    ]);
    const written = await writtenIn(workplace);
    expect(written.filter(([name]) => name === "next")).toHaveLength(1);
    expect(written).toHaveLength(61 + 25);
  });
});

test("an invocation stays below the statements that the platform grants it, and below its time", async () => {
  const workplace = await newWorkplace();
  let statements = 0;
  const counting: Engine = {
    execute(sent, mode) {
      statements += sent.length;
      return workplace.engine.execute(sent, mode);
    },
  };
  const heavy: Step = {
    name: "heavy",
    async run(_, from) {
      return { statements: Array.from({ length: 100 }, () => sqlOf`SELECT 1`), next: Number(from) + 1, did: {} };
    },
  };
  const slow: Step = {
    name: "slow",
    async run(_, from) {
      app.clock.advance(8_000);
      return { statements: [], next: Number(from) + 1, did: { portions: 1 } };
    },
  };
  await withSteps("nightly", [heavy], async () => {
    expect(await runJob({ ...workplace, engine: counting }, "nightly")).toMatchObject({ status: "unfinished" });
    expect(statements).toBeGreaterThan(500);
    expect(statements).toBeLessThan(800);
  });
  await withSteps("hourly", [slow], async () => {
    const report = await runJob(workplace, "hourly");
    expect(report).toMatchObject({ status: "unfinished", did: { portions: 3 }, duration_ms: 24_000 });
  });
});

test("a deployment with other steps goes on with those of a run that it still has", async () => {
  const workplace = await newWorkplace();
  await withSteps("nightly", [writing("old", 99), writing("kept", 1)], async () => {
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "unfinished" });
  });
  await withSteps("nightly", [writing("kept", 1), writing("new", 1)], async () => {
    expect(await runJob(workplace, "nightly")).toMatchObject({ status: "finished", did: { kept_portions: 1 } });
  });
});

test("a deployment without a step that has failed, or in which a run was interrupted, ends the run as finished", async () => {
  const logged = silence();
  const workplace = await newWorkplace();
  const failing: Step = { name: "gone", run: () => Promise.reject(new Error("The disk is on fire")) };
  for (const [gone, status] of [
    [failing, "failed"],
    [writing("gone", 99), "unfinished"],
  ] as const) {
    app.clock.advance(DAY);
    await withSteps("nightly", [writing("kept", 1), gone], async () => {
      expect(await runJob(workplace, "nightly")).toMatchObject({ status });
    });
    await withSteps("nightly", [writing("kept", 1)], async () => {
      const report = await runJob(workplace, "nightly");
      expect(report).toMatchObject({ status: "finished", did: { kept_portions: 1 }, failures: [] });
      expect(await runJob(workplace, "nightly")).toEqual(report);
    });
  }
  logged.mockRestore();
});
