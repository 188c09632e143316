/** Copies, and says so only when it did. It refuses to know what is copied. */
import { useEffect, useState } from 'react';
import { useWords } from '../ui/use-words.ts';

const ANSWER_SHOWN_MS = 2_500;

type Answer = 'copied' | 'not-copied';

export function CopyButton({ onCopy }: { readonly onCopy: () => Promise<boolean> }) {
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
      <button type="button" className="button copy" onClick={copy}>
        {t(`console:bar.${answer ?? 'copy'}`)}
      </button>
      <span className="visually-hidden" role="status">
        {answer !== undefined && t(`console:bar.${answer}-status`)}
      </span>
    </>
  );
}
