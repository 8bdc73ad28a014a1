import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useSession } from "./session";

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
