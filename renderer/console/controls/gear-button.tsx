/** Opens the settings. */
import { useContext } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { OpenSheetContext } from '../state/open-sheet.ts';

export function GearButton() {
  const { t } = useWords();
  const open = useContext(OpenSheetContext);
  const label = t('console:settings.label');
  return (
    <button
      type="button"
      className="button gear"
      aria-label={label}
      aria-haspopup="dialog"
      title={label}
      onClick={() => open('settings')}
    >
      <svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
        <circle cx="10" cy="10" r="2.600" />
        <path d="M8.800 2.500h2.400l.4 2 1.500.7 1.800-1 1.700 1.700-1 1.800.7 1.500 2 .4v2.400l-2 .4-.7 1.500 1 1.800-1.700 1.700-1.800-1-1.500.7-.4 2H8.800l-.4-2-1.500-.7-1.800 1-1.700-1.700 1-1.800-.7-1.500-2-.4V9.600l2-.4.7-1.500-1-1.800 1.700-1.700 1.800 1 1.500-.7z" />
      </svg>
    </button>
  );
}
