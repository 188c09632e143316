/** The emoji picker: by category, by name, and the recently used. Loaded on first use. */
import { Suspense, use, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import './emoji-picker.css';
import {
  EMOJI_GROUPS,
  loadEmoji,
  searchEmoji,
  type EmojiSet,
  type EmojiGroup,
  type NamedEmoji,
} from './emoji-set.ts';
import { PartMissing } from '../../ui/page/fetched.tsx';
import { recallEmoji, rememberEmoji } from './recent-emoji.ts';
import { useFocusAtOnce } from '../../ui/overlay/use-focus-at-once.ts';
import { useMedia } from '../../ui/browser/use-media.ts';

/** The emoji on each category's button. */
const SIGNS: Readonly<Record<EmojiGroup | 'recent', string>> = {
  recent: '🕘',
  smileys: '😀',
  people: '👋',
  nature: '🌿',
  food: '🍎',
  travel: '🚲',
  activities: '⚽',
  objects: '💡',
  symbols: '💜',
  flags: '🏁',
};

interface Props {
  readonly onPick: (emoji: string) => void;
}

export function EmojiPicker({ onPick }: Props) {
  const { t } = useWords();
  return (
    <div className="emoji-picker">
      <Suspense fallback={<p role="status">{t('chat:emoji.loading')}</p>}>
        <LoadedPicker onPick={onPick} />
      </Suspense>
    </div>
  );
}

function LoadedPicker({ onPick }: Props) {
  const set = use(loadEmoji(useWords().language));
  return set === undefined ? <PartMissing why="failed" /> : <Chooser set={set} onPick={onPick} />;
}

function Chooser({ set, onPick }: Props & { readonly set: EmojiSet }) {
  const { t } = useWords();
  const [recent] = useState(recallEmoji);
  const [query, setQuery] = useState('');
  const [kind, setKind] = useState<EmojiGroup | 'recent'>(recent.length > 0 ? 'recent' : 'smileys');
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  // On a phone the keyboard would cover the emoji.
  useFocusAtOnce(search, useMedia('(pointer: fine)'));
  const shown = query.trim() === '' ? ofKind(set, kind, recent) : searchEmoji(set, query);
  const pick = (emoji: string) => {
    rememberEmoji(emoji);
    onPick(emoji);
  };
  const onSearchKey = (event: KeyboardEvent) => {
    const [first] = shown;
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') grid.current?.querySelector('button')?.focus();
    else if (event.key === 'Enter' && first !== undefined && query !== '') pick(first.emoji);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        type="search"
        className="emoji-search"
        ref={search}
        autoComplete="off"
        enterKeyHint="search"
        aria-label={t('chat:emoji.search')}
        placeholder={t('chat:emoji.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={onSearchKey}
      />
      {query.trim() === '' && (
        <div className="emoji-kinds" role="group" aria-label={t('chat:emoji.categories')}>
          {[...(recent.length > 0 ? (['recent'] as const) : []), ...EMOJI_GROUPS].map((name) => (
            <button
              key={name}
              type="button"
              aria-label={t(`chat:emoji.${name}`)}
              title={t(`chat:emoji.${name}`)}
              aria-pressed={name === kind}
              onClick={() => setKind(name)}
            >
              {SIGNS[name]}
            </button>
          ))}
        </div>
      )}
      <EmojiGrid
        key={query === '' ? kind : 'search'}
        grid={grid}
        label={query.trim() === '' ? t(`chat:emoji.${kind}`) : t('chat:emoji.search')}
        shown={shown}
        onPick={pick}
      />
    </>
  );
}

interface GridProps {
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly shown: readonly NamedEmoji[];
  readonly onPick: (emoji: string) => void;
}

/** The emoji as one Tab stop; arrow keys move between them. */
function EmojiGrid({ grid, label, shown, onPick }: GridProps) {
  const { t } = useWords();
  const heading = useId();
  const [stop, setStop] = useState(0);
  return (
    <div className="emoji-found">
      <div role="status">
        <h3 id={heading}>{shown.length === 0 ? t('chat:emoji.nothing') : label}</h3>
      </div>
      <div ref={grid} className="emoji-grid" role="group" aria-labelledby={heading} onKeyDown={moveFocus}>
        {shown.map(({ emoji, name }, place) => (
          <button
            key={emoji}
            type="button"
            tabIndex={place === Math.min(stop, shown.length - 1) ? 0 : -1}
            title={name}
            aria-label={name}
            onFocus={() => setStop(place)}
            onClick={() => onPick(emoji)}
          >
            {emoji}
          </button>
        ))}
      </div>
    </div>
  );
}

function ofKind(
  set: EmojiSet,
  kind: EmojiGroup | 'recent',
  recent: readonly string[],
): readonly NamedEmoji[] {
  if (kind !== 'recent') return set[kind];
  const all = new Map(
    EMOJI_GROUPS.flatMap((name) => set[name].map((named) => [named.emoji, named] as const)),
  );
  return recent.flatMap((emoji) => all.get(emoji) ?? []);
}

/** Moves the focus with the arrow keys, in the rows as laid out. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const all = [...event.currentTarget.querySelectorAll('button')];
  const at = all.findIndex((button) => button === document.activeElement);
  const to = at === -1 ? undefined : indexAfter(event, all, at);
  if (to === undefined) return;
  event.preventDefault();
  all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
}

function indexAfter({ key, currentTarget }: KeyboardEvent, all: readonly HTMLElement[], at: number) {
  const top = all[0]?.offsetTop;
  const columns = all.findIndex(({ offsetTop }) => offsetTop !== top);
  const row = columns === -1 ? all.length : columns;
  const forward = getComputedStyle(currentTarget).direction === 'rtl' ? -1 : 1;
  switch (key) {
    case 'ArrowRight':
      return at + forward;
    case 'ArrowLeft':
      return at - forward;
    case 'ArrowDown':
      return at + row;
    case 'ArrowUp':
      return at - row;
    case 'Home':
      return 0;
    case 'End':
      return all.length - 1;
    default:
      return undefined;
  }
}
