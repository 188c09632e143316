/** The version of Porchlight, what it is built with, and the open-source licences. */
import { useEffect, useState } from 'react';
import type { About } from '../../../contract/ipc/about.ts';
import { Lamp } from '../../ui/page/lamp.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';

interface Props {
  readonly host: HostConsole;
  readonly onClose: () => void;
}

export function AboutDialog({ host, onClose }: Props) {
  const { t } = useWords();
  const [about, setAbout] = useState<About | 'failed'>();
  useEffect(() => {
    host.api.call('about', null).then(setAbout, () => setAbout('failed'));
  }, [host]);
  return (
    <Modal kind="settings" title={t('console:about.title')} onClose={onClose}>
      <div className="about-head">
        <Lamp on />
        <p>
          {about !== undefined &&
            about !== 'failed' &&
            t('console:about.version', { version: about.version })}
          <br />
          <span className="second">{t('console:about.text')}</span>
        </p>
      </div>
      {about === 'failed' && (
        <p className="fault" role="alert">
          {t('console:refusal.failed')}
        </p>
      )}
      {about !== undefined && about !== 'failed' && <Made about={about} />}
      <div className="sheet-foot">
        <button type="button" className="button primary" onClick={onClose}>
          {t('console:settings.close')}
        </button>
      </div>
    </Modal>
  );
}

function Made({ about: { runsOn, licences } }: { readonly about: About }) {
  const { t } = useWords();
  return (
    <>
      <section className="settings-part">
        <h3>{t('console:about.runs-on')}</h3>
        <dl className="about-versions">
          {runsOn.map(({ name, version }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd dir="ltr">{version}</dd>
            </div>
          ))}
        </dl>
        <p className="second">{t('console:about.chromium')}</p>
      </section>
      <section className="settings-part">
        <h3>{t('console:about.made-of')}</h3>
        {licences.map(({ name, version, licence, text }) => (
          <details key={`${name} ${version}`} className="about-licence">
            <summary>
              <bdi>{name}</bdi> <span className="second">{`${version} · ${licence}`}</span>
            </summary>
            <pre dir="ltr" tabIndex={0}>
              {text}
            </pre>
          </details>
        ))}
      </section>
    </>
  );
}
