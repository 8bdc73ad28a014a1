import type { TenantContext } from "../commands/context";
import { timestamp } from "../shared/clock";
import type { EndpointStatus } from "../shared/statuses";
import type { Attempt } from "./carrier";

/** What a target says of itself that may be disabled. */
type Target = {
  status: EndpointStatus;
  disabled_reason: string | null;
  disabled_at: string | null;
  version: number;
  updated_at: string;
};

/** What a request that sets the status of a target changes besides, if it is another status. */
export function disabling(
  { now }: TenantContext,
  { status }: Pick<Target, "status">,
  next: EndpointStatus = status,
): Partial<Pick<Target, "disabled_reason" | "disabled_at">> {
  if (next === status) return {};
  return { disabled_reason: null, disabled_at: next === "disabled" ? timestamp(now) : null };
}

/**
 * The columns of a target that is disabled because its organization was restored from a backup: the organization that the backup was
 * made of may still send to it. `remedy` says how it is enabled.
 */
export function disabledByRestore(
  { now }: TenantContext,
  { version }: Pick<Target, "version">,
  remedy: string,
): Target {
  const at = timestamp(now);
  return {
    status: "disabled",
    disabled_reason: `The organization was restored from a backup. ${remedy}`,
    disabled_at: at,
    version: version + 1,
    updated_at: at,
  };
}

/**
 * The columns of a target that is disabled because it is gone, or because the last attempt has failed. `words` say what it is called,
 * and what was attempted.
 */
export function disabledBy(
  { now }: TenantContext,
  { version }: Pick<Target, "version">,
  { is_gone, error, number }: Attempt,
  words: { target: string; attempts: string },
): Target {
  const at = timestamp(now);
  return {
    status: "disabled",
    disabled_reason: is_gone
      ? `The ${words.target} is gone: it responded with 410.`
      : `${number} attempts to ${words.attempts} have failed. ${error}.`,
    disabled_at: at,
    version: version + 1,
    updated_at: at,
  };
}
