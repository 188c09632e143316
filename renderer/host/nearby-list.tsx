/** Other hosts on the network, as they call themselves; opened in the browser after one question. */
import { useState } from 'react';
import type { Nearby } from '../../contract/nearby.ts';
import { mark, Sentence } from '../ui/sentence.tsx';
import { useWords } from '../ui/use-words.ts';
import { Address } from './address.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { HostConsole } from './host-console.ts';
import { useLive } from './live.ts';

export function NearbyList({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const nearby = useLive(host.nearby);
  const [asked, setAsked] = useState<Nearby>();
  if (nearby.length === 0 && asked === undefined) return null;
  return (
    <section className="nearby">
      <h2 className="label">{t('console:nearby.label')}</h2>
      <ul>
        {nearby.map((other) => (
          <li key={`${other.link} ${other.name}`}>
            <bdi className="nearby-name">{other.name}</bdi>
            <span className="nearby-link">
              <Address text={other.link} />
            </span>
            <button
              type="button"
              className="button"
              aria-haspopup="dialog"
              aria-label={`${t('console:nearby.open')} ${other.name}`}
              onClick={() => setAsked(other)}
            >
              {t('console:nearby.open')}
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <ConfirmDialog
          title={<Sentence text={t('console:nearby.ask', { name: mark(0) })} slots={[asked.name]} />}
          text={<Sentence text={t('console:nearby.about', { address: mark(0) })} slots={[asked.link]} />}
          yes={t('console:nearby.yes')}
          no={t('console:nearby.no')}
          onYes={() => host.openLink(asked.link)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
}
