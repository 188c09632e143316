/** A text exactly as it was written, where what would show it better fails; and a quiet mark that says so. */
import { useWords } from '../language/use-translation.ts';

export function AsWritten({ text }: { readonly text: string }) {
  const { t } = useWords();
  return (
    <>
      {text} <small className="as-written">{t('shared:message.as-written')}</small>
    </>
  );
}

interface Props {
  /** By whom, and what; left out for a line that is no message. */
  readonly said: { readonly name: string; readonly text: string } | undefined;
}

/** In place of a line that fails as a whole. */
export function LineAsWritten({ said }: Props) {
  const { t } = useWords();
  return (
    <div className="line-as-written">
      {said ? (
        <>
          <bdi translate="no">{said.name}</bdi>
          <div className="text" dir="auto">
            <AsWritten text={said.text} />
          </div>
        </>
      ) : (
        t('shared:message.not-shown')
      )}
    </div>
  );
}
