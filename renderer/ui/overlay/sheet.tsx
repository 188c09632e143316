/**
 * A sheet at the bottom of the page that traps the focus. It does not use `<dialog>`, which the oldest supported
 * browsers lack.
 */
import { useRef, type ReactNode } from 'react';
import { useFocusInside } from './use-focus-inside.ts';

interface Props {
  readonly label: string;
  readonly close: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ label, close, onClose, children }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  const onKeyDown = useFocusInside(sheet, onClose);
  return (
    <div className="sheet-place">
      {/* Pointer only: for the keyboard there are Escape and the button. */}
      <div className="sheet-shade" onClick={onClose} />
      <div
        ref={sheet}
        className="sheet"
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <div className="sheet-head">
          <h2>{label}</h2>
          <button type="button" className="quiet" onClick={onClose}>
            {close}
          </button>
        </div>
        {children}
      </div>
    </div>
  );
}
