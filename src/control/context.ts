import type { UnitOfWork } from "../commands/context";
import type { Organization } from "../shared/organization";
import type { Directory } from "./directory";

/** What a route of the directory knows: the directory's database, how tenants are reached, and, for keys, whose they are. */
export type ControlContext = UnitOfWork & {
  directory: Directory;
  /** The caller's organization; null for the operator. */
  organization: Organization | null;
};
