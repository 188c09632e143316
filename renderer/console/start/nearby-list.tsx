/** Other hosts on the network. A link opens in the browser after the system's question. */
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { useHostState } from '../state/host-store.ts';

export function NearbyList({ host }: { readonly host: HostConsole }) {
  const { t } = useWords();
  const nearby = useHostState(host, (state) => state.nearby);
  if (nearby.length === 0) return null;
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
              aria-label={`${t('console:nearby.open')} ${other.name}`}
              onClick={() => void host.api.act('openLink', { link: other.link })}
            >
              {t('console:nearby.open')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
