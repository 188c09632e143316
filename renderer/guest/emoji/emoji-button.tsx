/** A button that opens the emoji picker. */
import { useCallback, useRef, useState } from 'react';
import { fetched } from '../../ui/page/fetched.tsx';

const EmojiPopup = fetched(async () => (await import('./emoji-popup.tsx')).EmojiPopup);

interface Props {
  readonly label: string;
  readonly className: string;
  readonly onPick: (emoji: string) => void;
}

export function EmojiButton({ label, className, onPick }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<HTMLElement>();
  const close = useCallback(() => setOpen(undefined), []);
  const pick = (emoji: string) => {
    close();
    onPick(emoji);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        title={label}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open !== undefined}
        onClick={() => setOpen(open === undefined ? (button.current ?? undefined) : undefined)}
      >
        <SmileyPlus />
      </button>
      {open && <EmojiPopup anchor={open} onPick={pick} onClose={close} />}
    </>
  );
}

export function SmileyPlus() {
  return (
    <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M20 10.500A8.500 8.500 0 1 1 13.500 4M8 14.500a4.200 4.200 0 0 0 7 0M9 9.500v.8M14 9.500v.8M19 2.500v6M16 5.500h6" />
    </svg>
  );
}
