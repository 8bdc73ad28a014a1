import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import "./confirm.css";

type ConfirmProps = {
  title: string;
  confirm: string;
  busy: boolean;
  critical?: boolean;
  onConfirm(): void;
  onCancel(): void;
  children: ComponentChildren;
};

/** Shows what is about to happen and asks for a yes. Escape and Cancel leave everything as it is. */
export function Confirm({ title, confirm, busy, critical, onConfirm, onCancel, children }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="confirm" aria-labelledby={id} onClose={onCancel}>
      <h2 id={id}>{title}</h2>
      {children}
      <p class="row">
        <button type="button" class={critical ? "danger" : "primary"} disabled={busy} onClick={onConfirm}>
          {busy ? "Sending…" : confirm}
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          Cancel
        </button>
      </p>
    </dialog>
  );
}
