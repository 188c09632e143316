/** The keyboard shortcuts. */
import { useWords } from '../../ui/language/use-translation.ts';
import { isMac } from '../state/is-mac.ts';
import { Modal } from '../controls/modal.tsx';
import { keyed, keyWords } from '../state/shortcuts.ts';

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal kind="settings" title={t('console:shortcut.title')} onClose={onClose}>
      <dl className="shortcuts">
        {keyed().map((name) => (
          <div key={name}>
            <dt>{t(`console:shortcut.${name}`)}</dt>
            <dd>
              <kbd dir="ltr">{keyWords(name, isMac())}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <div className="sheet-foot">
        <button type="button" className="button primary" onClick={onClose}>
          {t('console:settings.close')}
        </button>
      </div>
    </Modal>
  );
}
