import type { UnitOfWork } from "../commands/context";
import type { Organization } from "../shared/organization";
import type { Directory } from "./directory";

/** All that a command of the directory knows: its database, how tenants are reached, and, for API keys, whose they are. */
export type ControlContext = UnitOfWork & {
  directory: Directory;
  /** The caller's organization; null for the operator. */
  organization: Organization | null;
};
