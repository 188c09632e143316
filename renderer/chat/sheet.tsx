/**
 * A sheet over the page, at the bottom as thumbs like it: takes the focus, keeps it, and gives it back. Our own, since
 * `<dialog>` is younger than the oldest browsers.
 */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly close: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Sheet({ label, close, onClose, children }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Tab' && sheet.current !== null) keepInside(sheet.current, event);
  };
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
        <header className="sheet-head">
          <h2>{label}</h2>
          <button type="button" className="quiet" onClick={onClose}>
            {close}
          </button>
        </header>
        {children}
      </div>
    </div>
  );
}

/** Tab goes round inside. */
function keepInside(sheet: HTMLElement, event: KeyboardEvent): void {
  const stops = [...sheet.querySelectorAll<HTMLElement>('button, input, a[href], [tabindex="0"]')];
  const [first] = stops;
  const last = stops[stops.length - 1];
  if (first === undefined || last === undefined) return;
  const at = document.activeElement;
  const leaving = event.shiftKey ? at === first || at === sheet : at === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
