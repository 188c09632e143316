/** A modal dialog. Escape or a click outside closes it. */
import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  /** The layout. */
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
      // The content fills the dialog element, so a click on the element itself is outside.
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <div className={`sheet sheet-${kind}`}>
        <h2 id={titleId}>{title}</h2>
        {children}
      </div>
    </dialog>
  );
}
