/** What became of a message since it was said: it was deleted, or edited. */
import { useWords } from '../../ui/language/use-translation.ts';
import './quote-preview.css';

/** Stands where the text stood. */
export function DeletedText() {
  const { t } = useWords();
  return <p className="deleted">{t('shared:message.deleted')}</p>;
}

export function EditedMark() {
  const { t } = useWords();
  return <small className="edited">{t('shared:message.edited')}</small>;
}
