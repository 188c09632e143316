/** Shows a text unformatted when formatting it failed, with a note that says so. */
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
  /** Author and text; left out for a row that is not a message. */
  readonly said: { readonly name: string; readonly text: string } | undefined;
}

/** Replaces a row that fails to render. */
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
