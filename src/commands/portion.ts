import type { Statement } from "../data/database";
import type { TenantContext } from "./context";

/** A bounded part of a step's work: what it writes, where to go on (null when the step is finished), and what it did. */
export type Portion = { statements: readonly Statement[]; next: unknown; did: Record<string, number> };
export type Step = { name: string; run(ctx: TenantContext, from: unknown): Promise<Portion> };
