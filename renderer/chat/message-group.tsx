/** What one person said in one go: their name and the time once, then a bubble for each message. */
import type { Person } from '../../contract/wire.ts';
import { Avatar } from '../ui/avatar.tsx';
import type { Times } from '../ui/times.ts';
import { useWords } from '../ui/use-words.ts';
import { MessageBubble } from './message-bubble.tsx';
import { PersonWords } from './person-words.tsx';
import type { Said } from './rows.ts';

interface Props {
  readonly from: Person;
  readonly mine: boolean;
  readonly said: readonly Said[];
  readonly times: Times;
}

export function MessageGroup({ from, mine, said, times }: Props) {
  const { t } = useWords();
  const first = said[0];
  const last = said[said.length - 1];
  return (
    <div className={mine ? 'group group-mine' : 'group'}>
      {!mine && <Avatar person={from} />}
      <div className="group-body">
        <p className="group-head">
          {mine ? (
            <span className="visually-hidden">{t('chat:messages.you')}</span>
          ) : (
            <PersonWords person={from} />
          )}
          {!mine && first && <Time at={first.at} times={times} />}
        </p>
        {said.map(({ key, text, at, delivered }) => (
          <MessageBubble key={key} text={text} at={at} delivered={delivered} times={times} />
        ))}
        {mine && last && (
          <p className={last.delivered ? 'group-foot' : 'group-foot group-foot-waiting'}>
            {last.delivered ? <Time at={last.at} times={times} /> : t('chat:messages.waiting')}
            {last.delivered && <Tick label={t('chat:messages.delivered')} />}
          </p>
        )}
      </div>
    </div>
  );
}

function Time({ at, times }: { readonly at: number; readonly times: Times }) {
  return (
    <time dateTime={times.iso(at)} title={times.full(at)}>
      {times.clock(at)}
    </time>
  );
}

function Tick({ label }: { readonly label: string }) {
  return (
    <svg className="tick" role="img" aria-label={label} viewBox="0 0 16 16">
      <path d="M3 8.500 6.500 12 13 4.500" />
    </svg>
  );
}
