/** How much of the file storage each person uses, and the button to delete their files. */
import { useCallback, useEffect, useState } from 'react';
import type { StoredFiles } from '../../../contract/ipc/stored-files.ts';
import { fileSize } from '../../../locales/file-size.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import '../../ui/moderation/moderation.css';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { Modal } from '../controls/modal.tsx';
import { MODERATION_STYLE } from '../moderation/moderation-style.ts';

interface Props {
  readonly host: Pick<HostConsole, 'api'>;
  readonly onClose: () => void;
}

export function StoredFilesDialog({ host, onClose }: Props) {
  const { t, language } = useWords();
  const [stored, setStored] = useState<readonly StoredFiles[]>();
  const [chosen, setChosen] = useState<StoredFiles>();
  const read = useCallback(() => void host.api.call('storedFiles', null).then(setStored), [host]);
  useEffect(read, [read]);
  const nameOf = ({ name }: StoredFiles) => name ?? t('console:storage.unknown');
  const remove = async (id: string) => {
    const outcome = await host.api.act('deleteFiles', { id });
    read();
    return outcome;
  };
  return (
    <Modal kind="list" title={t('console:storage.title')} onClose={onClose}>
      <p className="second">{t('console:storage.text')}</p>
      {stored?.length === 0 && <p className="order-second">{t('console:storage.nobody')}</p>}
      <ul className="order-list" role="list">
        {stored?.map((each) => (
          <li key={each.id} className="order-row">
            <div className="order-words">
              <strong>
                <bdi>{nameOf(each)}</bdi>
              </strong>
              <p className="order-second">{fileSize(each.bytes, language)}</p>
            </div>
            <button
              type="button"
              className={MODERATION_STYLE.small}
              aria-haspopup="dialog"
              onClick={() => setChosen(each)}
            >
              {t('console:storage.delete', { name: nameOf(each) })}
            </button>
          </li>
        ))}
      </ul>
      <div className="sheet-foot">
        <button type="button" className="button" autoFocus onClick={onClose}>
          {t('shared:moderation.close')}
        </button>
      </div>
      {chosen !== undefined && (
        <ConfirmDialog
          title={t('console:storage.delete', { name: nameOf(chosen) })}
          text={t('console:storage.delete-ask', {
            name: nameOf(chosen),
            size: fileSize(chosen.bytes, language),
          })}
          yes={t('console:storage.delete-yes')}
          no={t('console:storage.delete-no')}
          onYes={() => remove(chosen.id)}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Modal>
  );
}
