/**
 * A sheet over the page, at the bottom as thumbs like it: takes the focus, keeps it, and gives it back. Our own, since
 * `<dialog>` is younger than the oldest browsers.
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
      {/* Escape and the button do the same for those who do not point. */}
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
