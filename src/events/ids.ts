import { numberedId, numbersOf } from "../data/filters";

/** The length of the part of an organization's id that is appended: its random end. */
const SUFFIX_LENGTH = 10;

const suffixOf = (organization_id: string) => `_${organization_id.slice(-SUFFIX_LENGTH)}`;

/**
 * The id of an event, `evt_000000000007_4q6r3s1w2y`: its sequence and the end of its organization's id. It is sent as
 * `webhook-id`, by which a receiver of several organizations recognizes repetitions, so it must be unique among all of them.
 */
export function eventId(organization: { id: string }, sequence: number): string {
  return numberedId("evt", sequence) + suffixOf(organization.id);
}

/** The sequences of events with these ids; those of other organizations, and malformed ones, are left out. */
export function sequencesOf(organization: { id: string }, ids: readonly string[]): number[] {
  const suffix = suffixOf(organization.id);
  const own = ids.filter((id) => id.endsWith(suffix)).map((id) => id.slice(0, -suffix.length));
  return numbersOf("evt", own);
}
