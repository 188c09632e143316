/** The button that opens the date picker to jump to a day. */
import { useCallback, useRef, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { fetched } from '../../ui/page/fetched.tsx';

const DayPopup = fetched(async () => (await import('./day-popup.tsx')).DayPopup);

interface Props {
  readonly className?: string;
  /** `since`: the start of the day in local time, in milliseconds since 1970. */
  readonly onJump: (since: number) => void;
}

export function JumpToDay({ className = 'quiet', onJump }: Props) {
  const { t } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<HTMLElement>();
  const close = useCallback(() => setOpen(undefined), []);
  const jump = (since: number) => {
    close();
    onJump(since);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open !== undefined}
        onClick={() => setOpen(open === undefined ? (button.current ?? undefined) : undefined)}
      >
        {t('chat:day.go-to')}
      </button>
      {open && <DayPopup anchor={open} onJump={jump} onClose={close} />}
    </>
  );
}
