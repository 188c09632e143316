/** Shows that a message was deleted or edited. */
import { useWords } from '../../ui/language/use-translation.ts';
import './quote-preview.css';

/** Replaces the text of a deleted message. */
export function DeletedText() {
  const { t } = useWords();
  return <p className="deleted">{t('shared:message.deleted')}</p>;
}

export function EditedMark() {
  const { t } = useWords();
  return <small className="edited">{t('shared:message.edited')}</small>;
}
