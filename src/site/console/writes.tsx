import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { ForbiddenError, type StockbookClient } from "../../client";
import { useSession } from "./session";

/**
 * True if the key of a client may write. No operation tells a key its own scopes, so one is asked for a write that changes
 * nothing. If it is refused for another reason than its scope, the writes themselves will say so.
 */
export async function readMayWrite(api: StockbookClient, signal: AbortSignal): Promise<boolean> {
  const body = { name: "May this key write?", sku: `SCOPE-${Date.now()}` };
  return api.createProduct({ body, dry_run: true }, { signal }).then(
    () => true,
    (error) => !(error instanceof ForbiddenError),
  );
}

/** What makes a button write: its click; or, if the key may only read, that it can be reached, does nothing, and why. */
type Offer = (write: (event: Event) => void) => {
  onClick(event: Event): void;
  "aria-disabled"?: true;
  "aria-describedby"?: string;
};

/** Buttons that write. If the key may only read, it is said beside them. */
export function Writes({ children }: { children: (offer: Offer) => ComponentChildren }) {
  const { mayWrite } = useSession();
  const id = useId();
  if (mayWrite) return <>{children((write) => ({ onClick: write }))}</>;
  const refusal = {
    onClick: (event: Event) => event.preventDefault(),
    "aria-disabled": true,
    "aria-describedby": id,
  } as const;
  return (
    <>
      {children(() => refusal)}
      <span id={id} class="muted small">
        This key may only read.
      </span>
    </>
  );
}
