/** Who came, went and changed names, quietly. */
import { Fragment } from 'react';
import type { Person } from '../../contract/wire.ts';
import { useWords } from '../ui/use-words.ts';
import { FOLD_FROM, foldComings, type Coming } from './comings.ts';
import type { SystemEntry } from './rows.ts';
import { mark, Sentence } from './sentence.tsx';

/** So many names are told; the others are counted. */
const NAMES_TOLD = 2;

export function SystemLines({ entries }: { readonly entries: readonly SystemEntry[] }) {
  const folded = entries.length >= FOLD_FROM ? foldComings(entries) : [];
  const told = folded.length > 0 ? entries.filter(({ type }) => type === 'renamed') : entries;
  return (
    <div className="system">
      {folded.map((coming) => (
        <p key={coming.kind}>
          <FoldedLine coming={coming} />
        </p>
      ))}
      {told.map((entry) => (
        <p key={entry.seq}>
          <Line entry={entry} />
        </p>
      ))}
    </div>
  );
}

function Line({ entry }: { readonly entry: SystemEntry }) {
  const { t } = useWords();
  const { name } = entry.person;
  const slot = { name: mark(0) };
  switch (entry.type) {
    case 'joined':
      return <Sentence text={t('shared:entry.joined', slot)} slots={[name]} />;
    case 'left':
      return (
        <Sentence text={t(entry.goodbye ? 'shared:entry.left' : 'shared:entry.lost', slot)} slots={[name]} />
      );
    case 'renamed':
      return (
        <Sentence
          text={t('shared:entry.renamed', { ...slot, before: mark(1) })}
          slots={[name, entry.before]}
        />
      );
  }
}

function FoldedLine({ coming: { kind, people } }: { readonly coming: Coming }) {
  const { t } = useWords();
  const text = t(`chat:folded.${kind}`, { names: mark(0), count: people.length });
  return <Sentence text={text} slots={[<Names key="names" people={people} />]} />;
}

function Names({ people }: { readonly people: readonly Person[] }) {
  const { t, language } = useWords();
  // "And 1 more" is no shorter than the name.
  const told = people.length > NAMES_TOLD + 1 ? people.slice(0, NAMES_TOLD) : people;
  const more = people.length - told.length;
  const names = told.map(({ name }) => name);
  const parts = new Intl.ListFormat(language).formatToParts(
    more > 0 ? [...names, t('chat:folded.more', { count: more })] : names,
  );
  return parts.map(({ type, value }, index) =>
    type === 'element' ? <bdi key={index}>{value}</bdi> : <Fragment key={index}>{value}</Fragment>,
  );
}
