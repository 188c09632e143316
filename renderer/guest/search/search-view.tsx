/** The search panel: beside the messages on wide screens, a sheet on narrow ones. */
import { useEffect, useId, useRef, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './search-view.css';
import { SearchHit } from './search-hit.tsx';
import type { Hit, SearchProps, SearchState } from '../state/search-state.ts';
import { Sheet } from '../../ui/overlay/sheet.tsx';
import { useFocusAtOnce } from '../../ui/overlay/use-focus-at-once.ts';
import { useFocusBack } from '../../ui/overlay/use-focus-back.ts';
import { useMedia } from '../../ui/browser/use-media.ts';

const WIDE = '(min-width: 900px)';

export function SearchView(props: SearchProps) {
  const { t } = useWords();
  const wide = useMedia(WIDE);
  const panel = useRef<HTMLElement>(null);
  useFocusBack(panel);
  useEffect(() => {
    // Selects the last query, to repeat it or type over it.
    panel.current?.querySelector('input')?.select();
  }, []);
  const title = t('chat:search.title');
  const close = t('chat:search.close');
  if (!wide) {
    return (
      <Sheet label={title} close={close} onClose={props.onClose}>
        <Search {...props} />
      </Sheet>
    );
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose();
  };
  return (
    <aside ref={panel} className="search-panel" aria-label={title} onKeyDown={onKeyDown}>
      <div className="sheet-head">
        <h2>{title}</h2>
        <button type="button" className="quiet" onClick={props.onClose}>
          {close}
        </button>
      </div>
      <Search {...props} />
    </aside>
  );
}

function Search({ input, state, roomName, onChange, onSearch, onOlder, onJump }: SearchProps) {
  const { t } = useWords();
  const field = useId();
  const inputRef = useRef<HTMLInputElement>(null);
  useFocusAtOnce(inputRef);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (input.text.trim() !== '') onSearch(input);
  };
  /** Changing the scope repeats the search, if there was one. */
  const onWhere = (everywhere: boolean) => {
    const next = { ...input, everywhere };
    if (state.is === 'idle' || input.text.trim() === '') onChange(next);
    else onSearch(next);
  };
  return (
    <div className="search">
      <form className="search-form" role="search" onSubmit={onSubmit}>
        <label htmlFor={field}>{t('chat:search.label')}</label>
        <div className="search-row">
          <input
            ref={inputRef}
            id={field}
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            dir={input.text === '' ? undefined : 'auto'}
            value={input.text}
            onChange={(event) => onChange({ ...input, text: event.target.value })}
          />
          <button type="submit" className="primary" aria-busy={state.is === 'searching'}>
            {t('chat:search.go')}
          </button>
        </div>
        <fieldset className="search-where">
          <legend className="visually-hidden">{t('chat:search.where')}</legend>
          <Choice
            name={field}
            label={t('chat:search.everywhere')}
            on={input.everywhere}
            onChoose={() => onWhere(true)}
          />
          <Choice
            name={field}
            label={t('chat:search.here', { room: roomName })}
            on={!input.everywhere}
            onChoose={() => onWhere(false)}
          />
        </fieldset>
      </form>
      <p className={state.is === 'failed' ? 'search-state refusal' : 'search-state'} role="status">
        <StateText state={state} />
      </p>
      {state.is === 'found' && <Hits state={state} onOlder={onOlder} onJump={onJump} />}
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly on: boolean;
  readonly onChoose: () => void;
}

function Choice({ name, label, on, onChoose }: ChoiceProps) {
  return (
    <label>
      <input type="radio" name={`${name}-where`} checked={on} onChange={onChoose} />
      <bdi>{label}</bdi>
    </label>
  );
}

function StateText({ state }: { readonly state: SearchState }) {
  const { t } = useWords();
  switch (state.is) {
    case 'idle':
      return t('chat:search.hint');
    case 'searching':
      return t('chat:search.searching');
    case 'found':
      return state.hits.length === 0
        ? t('chat:search.nothing', { text: state.text })
        : t('chat:search.found', { count: state.hits.length });
    case 'failed':
      return state.text;
  }
}

interface HitsProps {
  readonly state: Extract<SearchState, { readonly is: 'found' }>;
  readonly onOlder: () => void;
  readonly onJump: (hit: Hit) => void;
}

function Hits({ state: { text, hits, older }, onOlder, onJump }: HitsProps) {
  const { t } = useWords();
  const times = useTimes();
  return (
    <ul className="hits" role="list">
      {hits.map((hit) => (
        <li key={`${hit.room} ${hit.seq}`}>
          <SearchHit hit={hit} query={text} times={times} onJump={onJump} />
        </li>
      ))}
      {older !== 'none' && (
        <li>
          <button type="button" className="secondary" aria-busy={older === 'requested'} onClick={onOlder}>
            {t('chat:search.older')}
          </button>
        </li>
      )}
    </ul>
  );
}
