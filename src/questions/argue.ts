import { argumentOf, groupOf } from "./counts";
import type { ConceptInFrame, Frame } from "./frame";
import { type Args, type Counts, dayAfter, type Intent, type Surroundings } from "./intents/intent";
import { isCount, lastingOf } from "./lasting";
import type { Tag } from "./lexicon";
import { conditionsOf, directionOf, isRanking } from "./rows_asked";

/** What an intent has taken of a question. */
export type Taken = {
  intent: Intent;
  frame: Frame;
  around: Surroundings;
  counts: Counts;
  /** What tags set, and whether an `and` or an `or` joins them to what is before. */
  sets: readonly { args: Args; is_joined: boolean }[];
  /** The values of `group_by` that things stand for, and whether rows are explicitly to be grouped by them. */
  groups: ReadonlyMap<string, boolean>;
  channels: readonly string[];
};

/** What is in one of these statuses is not open. */
const ENDED = ["cancelled", "fulfilled", "received", "closed"];
/** Things of which a ranking is of all time. */
const TIMES: readonly Tag[] = ["today_or_day", "week", "month"];

/** What tags set. Two that exclude each other, or that `or` joins, can't both be asked for. */
export function setArguments({ intent, frame, sets }: Taken): Args | null {
  const all: Record<string, unknown> = {};
  const lasting = frame.concepts.map((concept) => lastingOf(concept, intent)).filter((days) => days !== null);
  if (lasting.length > 1) return null;
  for (const [at, { args, is_joined }] of sets.entries()) {
    if (at > 0 && is_joined && Object.keys(args).length > 0 && !("is_open" in args || "is_open" in all)) return null;
    for (const [key, value] of Object.entries(args)) {
      if (key in all && JSON.stringify(all[key]) !== JSON.stringify(value)) return null;
      all[key] = value;
    }
  }
  const has_ended = [all.status ?? []].flat().some((status) => ENDED.includes(String(status)));
  if (all.is_open === true && has_ended) return null;
  return lasting[0] === undefined ? all : { ...all, ...intent.lasting?.(lasting[0]) };
}

export function nameArguments({ intent, frame, channels }: Taken): Args | null {
  const all: Record<string, string[]> = {};
  for (const names of frame.names) {
    const rule = intent.names?.[groupOf(names)];
    const target = rule?.roles[names.role];
    if (rule === undefined || target === undefined) return null;
    const key = argumentOf(names, target);
    if (all[key]) return null;
    all[key] = names.things.map(({ id, name }) => (rule.by === "name" ? name : id));
  }
  const kinds = frame.names.filter((names) => groupOf(names) === "item" && names.role !== "except");
  if (kinds.length > 1) return null;
  return channels.length > 0 ? { ...all, channel: channels } : all;
}

export function periodArguments({ intent, frame, counts, around }: Taken): Args | null {
  const { period } = frame;
  if (!period) {
    const { ranking_days } = intent;
    const is_of_times = TIMES.some((tag) => counts.has(tag));
    const is_ranked = ranking_days !== undefined && counts.is_ranked && !is_of_times;
    return is_ranked ? { from: dayAfter(around.today, 1 - ranking_days), to: around.today } : {};
  }
  const rule = intent.period;
  if (rule === undefined) return null;
  if (typeof rule === "function") return rule(period, around.today);
  if (rule === "now") return period.past?.from === around.today && period.past.to === around.today ? {} : null;
  const days = period[rule];
  if (!days) return null;
  return { ...(days.from ? { from: days.from } : {}), ...(days.to ? { to: days.to } : {}) };
}

export function groupArguments(taken: Taken): Args | null {
  const { intent, groups, counts } = taken;
  const asked = [...groups].filter(([, is_group]) => is_group).map(([value]) => value);
  const values = asked.length > 0 ? asked : [...groups.keys()];
  // Things that are not grouped by, such as `which products … by location`, must be what the rows are of as well.
  if (values.length > 1) return bothGroups(taken, values);
  if (asked.length > 0 && groups.size > 1) return bothGroups(taken, [...groups.keys()]);
  const value = values[0] ?? intent.group?.(counts) ?? null;
  return value === null ? {} : { group_by: value };
}

/** Rows of a variant at a location are of both. */
function bothGroups({ intent, counts }: Taken, values: readonly string[]): Args | null {
  if (counts.is_ranked) return null;
  const is_level = values.every((value) => ["variant", "location", "level"].includes(value));
  const has_levels = Object.values(intent.groups ?? {}).includes("level") || intent.group?.(counts) === "level";
  return is_level && has_levels ? { group_by: "level" } : null;
}

export function rowArguments({ intent, frame, counts, around }: Taken, group: unknown): Args | null {
  const where = conditionsOf(
    { ...frame, concepts: frame.concepts.filter((concept) => lastingOf(concept, intent) === null) },
    intent,
    around,
  );
  if (where === null) return null;
  // A condition on a sum of everything says yes or no at most, which only a question about stock can mean.
  if (where.length > 0 && group === "none" && intent.tool !== "stock_levels") return null;
  const isVague = ({ tags }: ConceptInFrame) =>
    (tags as Tag[]).some((tag) => intent.vague?.includes(tag)) && !tags.some((tag) => intent.measures?.[tag as Tag]);
  if (frame.concepts.some((concept) => concept.before.includes("by") && isVague(concept))) return null;
  const rankings = frame.concepts.filter((concept) => isRanking(concept) && directionOf(concept, intent) !== null);
  if (rankings.length > 2) return null;
  const orders = rankings.map((concept) => directionOf(concept, intent, frame));
  if (new Set(orders).size > 1 || orders.includes(null)) return null;
  const sorted = rankings.length > 0 ? orders[0] : orderOf(frame, intent);
  const numbers = [...rankings, ...frame.concepts.filter((concept) => isCount(concept, counts))].flatMap(
    (concept) => concept.numbers,
  );
  if (numbers.length > 1) return null;
  const is_single =
    counts.has("single_best") ||
    (counts.has("when") && counts.has("newest")) ||
    counts.has("who") ||
    frame.things.some(({ is_many, is_group }) => !is_many && !is_group);
  const most = numbers[0] ?? (rankings.length > 0 && is_single ? 1 : intent.limit);
  if (most !== undefined && (!Number.isInteger(most) || most < 1 || most > 100)) return null;
  const conditions = [
    ...new Set([
      ...where,
      ...(where.length === 0 ? (intent.only?.(counts, typeof group === "string" ? group : null) ?? []) : []),
    ]),
  ];
  return {
    ...(conditions.length > 0 ? { where: conditions } : {}),
    ...(sorted ? { sort_by: sorted } : {}),
    ...(most === undefined ? {} : { limit: most }),
  };
}
/** The order of `sorted by margin`: the most first. */
function orderOf({ concepts }: Frame, { measures }: Intent): string | null {
  const by = concepts.filter(({ before }) => before.includes("by"));
  const [column, ...others] = new Set(
    by.flatMap(({ tags }) => (tags as Tag[]).flatMap((tag) => measures?.[tag] ?? [])),
  );
  return column !== undefined && others.length === 0 ? `-${column}` : null;
}

/** Arguments together; the conditions on rows all hold. */
export function mergeArguments(parts: readonly (Args | null)[]): Record<string, unknown> {
  const where = [...new Set(parts.flatMap((part) => part?.where ?? []))];
  return { ...Object.assign({}, ...parts), ...(where.length > 0 ? { where } : {}) };
}
