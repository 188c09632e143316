/** A sheet over the window. Escape, and a click beside it, close it. It refuses to know what is on it. */
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  /** How the sheet is laid out. */
  readonly kind: 'ask' | 'show' | 'list' | 'wide' | 'settings';
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Modal({ kind, title, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="modal"
      aria-labelledby={titleId}
      onClose={onClose}
      // The sheet fills the dialog, so a click on the dialog itself is one beside it.
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={`sheet sheet-${kind}`}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
