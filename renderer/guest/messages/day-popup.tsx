/** The date picker in a popup. */
import { useId, useRef, useState, type SyntheticEvent } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import './day-popup.css';
import { Popup } from '../../ui/overlay/popup.tsx';
import { useFocusAtOnce } from '../../ui/overlay/use-focus-at-once.ts';

interface Props {
  readonly anchor: HTMLElement;
  readonly onJump: (since: number) => void;
  readonly onClose: () => void;
}

export function DayPopup({ anchor, onJump, onClose }: Props) {
  const { t } = useWords();
  return (
    <Popup label={t('chat:day.go-to')} close={t('chat:day.close')} anchor={anchor} onClose={onClose}>
      <DayForm onJump={onJump} />
    </Popup>
  );
}

function DayForm({ onJump }: Pick<Props, 'onJump'>) {
  const { t } = useWords();
  const label = useId();
  const field = useRef<HTMLInputElement>(null);
  useFocusAtOnce(field);
  const [day, setDay] = useState(() => dayName(new Date()));
  const [today] = useState(day);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const since = startOfDay(day);
    if (since !== undefined) onJump(since);
  };
  return (
    <form className="day-form" onSubmit={onSubmit}>
      <label htmlFor={label}>{t('chat:day.label')}</label>
      <input
        ref={field}
        id={label}
        type="date"
        required
        max={today}
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      <button type="submit" className="primary">
        {t('chat:day.go')}
      </button>
    </form>
  );
}

/** The date in the format of a date field (YYYY-MM-DD), in local time. */
export function dayName(at: Date): string {
  const two = (number: number) => `${number}`.padStart(2, '0');
  return `${`${at.getFullYear()}`.padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** Milliseconds since 1970 of local midnight, or `undefined` if the text is not a date. */
export function startOfDay(name: string): number | undefined {
  const [year, month, day] = name.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const at = new Date(year, month - 1, day).getTime();
  return Number.isNaN(at) ? undefined : at;
}
