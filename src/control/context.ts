import type { UnitOfWork } from "../commands/context";
import type { Organization } from "../shared/organization";
import type { Directory } from "./directory";

/** What a command of the directory has: its database, access to tenants, and for API keys the caller and its organization. */
export type ControlContext = UnitOfWork & {
  directory: Directory;
  /** The caller's organization; null for the operator. */
  organization: Organization | null;
  /** The id of the caller's API key; null for the operator. */
  api_key_id: string | null;
};
