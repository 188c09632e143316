/** Copies a text, and confirms only if that worked. */
import { useEffect, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';

const ANSWER_SHOWN_MS = 2_500;

interface Props {
  readonly what: 'link' | 'pin';
  readonly onCopy: () => Promise<boolean>;
}

type Answer = 'copied' | 'not-copied';

export function CopyButton({ what, onCopy }: Props) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    if (answer === undefined) return;
    const timer = setTimeout(() => setAnswer(undefined), ANSWER_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  const copy = () => {
    onCopy().then(
      (copied) => setAnswer(copied ? 'copied' : 'not-copied'),
      () => setAnswer('not-copied'),
    );
  };
  return (
    <>
      <button
        type="button"
        className={`button copy copy-${what}`}
        data-shortcut={what === 'link' ? 'copy' : undefined}
        onClick={copy}
      >
        {t(`console:copy.${answer ?? what}`)}
      </button>
      <span className="visually-hidden" role="status">
        {answer !== undefined && t(`console:copy.${what}-${answer}`)}
      </span>
    </>
  );
}
