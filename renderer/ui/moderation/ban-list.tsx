/** The active bans, newest first, with a button to unban. */
import type { BanInfo } from '../../../contract/model/moderation.ts';
import { durationIn } from '../../../locales/duration.ts';
import type { ModerationStyle } from './moderation-style.ts';
import './moderation.css';
import { mark, Sentence } from '../text/sentence.tsx';
import { useTimes } from '../language/use-times.ts';
import { useWords } from '../language/use-translation.ts';

interface Props {
  /** `undefined` while loading. */
  readonly bans: readonly BanInfo[] | undefined;
  readonly style: ModerationStyle;
  readonly onLift: (id: string) => void;
}

export function BanList({ bans, style, onLift }: Props) {
  const { t } = useWords();
  if (bans === undefined) return null;
  if (bans.length === 0) return <p className="order-second">{t('shared:moderation.bans-none')}</p>;
  return (
    <ul className="order-list" role="list">
      {bans.map((ban) => (
        <li key={ban.id} className="order-row">
          <BanText ban={ban} />
          <button type="button" className={style.small} onClick={() => onLift(ban.id)}>
            <span aria-hidden="true">{t('shared:moderation.unban')}</span>
            <span className="visually-hidden">{t('shared:moderation.unban-of', { name: ban.name })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function BanText({ ban: { name, by, reason, covers, at, seconds } }: { readonly ban: BanInfo }) {
  const { t, language } = useWords();
  const times = useTimes();
  const parts = (['token', 'name', 'address'] as const).filter((part) => covers[part]);
  const covered = parts.map((part) => t(`shared:moderation.${part}`));
  return (
    <div className="order-words">
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <p className="order-second">
        <Sentence
          text={t('shared:moderation.banned', { time: mark(0), name: mark(1) })}
          slots={[
            <time key="at" dateTime={times.iso(at)}>
              {times.full(at)}
            </time>,
            by,
          ]}
        />{' '}
        {seconds === undefined
          ? t('shared:removed.for-good')
          : t('shared:removed.left', { time: durationIn(seconds, language) })}
      </p>
      <p className="order-second">{covered.join(' · ')}</p>
      {reason !== '' && <p dir="auto">{t('shared:removed.reason', { reason })}</p>}
    </div>
  );
}
