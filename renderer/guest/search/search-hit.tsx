/** A search result: author, room, time and an excerpt with the match. */
import { PlainText } from '../../ui/text/plain-text.tsx';
import { PersonName } from '../../ui/people/person-name.tsx';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import type { Times } from '../../ui/language/times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { findFolded } from '../../ui/text/find-folded.ts';
import { MarkedText } from '../../ui/text/inline-text.tsx';
import type { Hit } from '../state/search-state.ts';

interface Props {
  readonly hit: Hit;
  /** The text to highlight. */
  readonly query: string;
  readonly times: Times;
  readonly onJump: (hit: Hit) => void;
}

export function SearchHit({ hit, query, times, onJump }: Props) {
  const { t } = useWords();
  const { from, roomName, at, text } = hit;
  const recent = times.recentDay(at);
  const day = recent === undefined ? times.day(at) : t(`shared:log.${recent}`);
  const slots = [<PersonName key="name" person={from} />, roomName];
  return (
    <button type="button" className="hit" onClick={() => onJump(hit)}>
      <span>
        <Sentence text={t('chat:search.in', { name: mark(0), room: mark(1) })} slots={slots} />
      </span>
      <time dateTime={times.iso(at)} title={times.full(at)}>
        {day}, {times.clock(at)}
      </time>
      <bdi className="hit-text" dir="auto">
        <PlainText text={text}>
          {(flat) => {
            // The match may be in the Markdown syntax itself.
            const shown = findFolded(flat, query).length > 0 ? flat : text;
            return <MarkedText text={excerptAround(shown, query)} marks={{ highlight: query }} />;
          }}
        </PlainText>
      </bdi>
    </button>
  );
}

const EXCERPT_MAX = 220;
/** Characters shown before the match, for context. */
const LEAD = 60;

/** Starts a little before the first match, at the beginning of a word if possible. */
export function excerptAround(text: string, query: string): string {
  const at = findFolded(text, query)[0]?.start ?? 0;
  if (at <= LEAD) return text.length > EXCERPT_MAX ? `${cut(text, 0, EXCERPT_MAX)}…` : text;
  const blank = text.slice(at - LEAD, at).search(/\s\S/);
  const start = at - LEAD + blank + 1;
  const end = start + EXCERPT_MAX;
  return `…${cut(text, start, end)}${end < text.length ? '…' : ''}`;
}

/** Removes half of a surrogate pair at either end. */
function cut(text: string, start: number, end: number): string {
  return text.slice(start, end).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/g, '');
}
