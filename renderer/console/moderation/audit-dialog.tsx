/** The audit log, newest first, with filters and buttons to save it. */
import { useEffect, useMemo, useState } from 'react';
import type { AuditEntry, AuditPage, NumberedAuditEntry } from '../../../contract/model/audit-entry.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './audit.css';
import { auditLabel, detailsOf, fits, auditPersonOf, AUDIT_FILTERS, type AuditFilter } from './audit-text.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';

const NOTHING: AuditPage = { entries: [], more: false };

interface Props {
  readonly host: Pick<HostConsole, 'api'>;
  readonly onClose: () => void;
}

export function AuditDialog({ host, onClose }: Props) {
  const { t } = useWords();
  const { deeds, earlier } = useDeeds(host);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<AuditFilter>('all');
  const shown = useMemo(
    () => deeds?.filter(({ entry: deed }) => fits(deed, kind, text)),
    [deeds, kind, text],
  );
  return (
    <Modal kind="wide" title={t('console:audit.open')} onClose={onClose}>
      <p className="second">{t('console:audit.text')}</p>
      <div className="audit-tools">
        <input
          type="search"
          className="audit-filter"
          dir="auto"
          aria-label={t('console:audit.filter')}
          placeholder={t('console:audit.filter')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <select
          className="select"
          aria-label={t('console:audit.what')}
          value={kind}
          onChange={(event) =>
            setKind(AUDIT_FILTERS.find((each) => each === event.currentTarget.value) ?? 'all')
          }
        >
          {AUDIT_FILTERS.map((each) => (
            <option key={each} value={each}>
              {each === 'all' ? t('console:audit.all') : auditLabel({ what: each }, t)}
            </option>
          ))}
        </select>
      </div>
      {shown !== undefined && shown.length > 0 && <Deeds deeds={shown} />}
      {shown?.length === 0 && (
        <p className="second">{t(deeds?.length === 0 ? 'console:audit.none' : 'console:audit.none-found')}</p>
      )}
      {earlier && (
        <button type="button" className="button" onClick={earlier}>
          {t('console:audit.earlier')}
        </button>
      )}
      <Foot host={host} onClose={onClose} />
    </Modal>
  );
}

function useDeeds(host: Props['host']) {
  const [page, setPage] = useState<AuditPage>();
  useEffect(() => {
    let shown = true;
    void host.api.call('auditLog', {}).then((first) => shown && setPage(first ?? NOTHING));
    return () => {
      shown = false;
    };
  }, [host]);
  const last = page?.entries.at(-1)?.number;
  const readOn = async () => {
    const next = (await host.api.call('auditLog', last === undefined ? {} : { before: last })) ?? NOTHING;
    setPage({ entries: [...(page?.entries ?? []), ...next.entries], more: next.more });
  };
  const more = page?.more === true && last !== undefined;
  return { deeds: page?.entries, earlier: more ? () => void readOn() : undefined };
}

function Deeds({ deeds }: { readonly deeds: readonly NumberedAuditEntry[] }) {
  const { t } = useWords();
  return (
    <div className="audit-scroller" tabIndex={0} role="group" aria-label={t('console:audit.open')}>
      <table className="audit">
        <thead>
          <tr>
            {(['when', 'who', 'what', 'person', 'details'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`console:audit.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {deeds.map(({ number: place, entry: deed }) => (
            <Row key={place} deed={deed} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ deed }: { readonly deed: AuditEntry }) {
  const { t, language } = useWords();
  const times = useTimes();
  return (
    <tr>
      <td className="audit-when">
        <time dateTime={times.iso(deed.at)}>{times.full(deed.at)}</time>
      </td>
      <td>
        <bdi>{deed.by.name}</bdi>
      </td>
      <td>
        {auditLabel(deed, t)}
        {deed.refused && <span className="badge badge-muted">{t('console:audit.refused')}</span>}
      </td>
      <td>
        <bdi>{auditPersonOf(deed)}</bdi>
      </td>
      <td dir="auto">{detailsOf(deed, t, language)}</td>
    </tr>
  );
}

function Foot({ host, onClose }: Props) {
  const { t } = useWords();
  const [came, setCame] = useState<'saved' | 'failed' | 'unread'>();
  const save = async (format: 'csv' | 'json') => {
    const outcome = await host.api.call('saveAuditLog', { format });
    setCame(outcome === 'cancelled' ? undefined : outcome);
  };
  return (
    <>
      <p role="status" className={came === 'saved' || came === undefined ? 'second' : 'fault'}>
        {came && t(`console:audit.${came}`)}
      </p>
      <div className="sheet-foot">
        {(['csv', 'json'] as const).map((format) => (
          <button key={format} type="button" className="button" onClick={() => void save(format)}>
            {t(`console:audit.save-${format}`)}
          </button>
        ))}
        <button type="button" className="button" autoFocus onClick={onClose}>
          {t('shared:moderation.close')}
        </button>
      </div>
    </>
  );
}
