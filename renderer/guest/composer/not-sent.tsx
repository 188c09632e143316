/** Explains why a message was not sent, and offers the text back if it could not return to the field. */
import { useState } from 'react';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useSecondsLeft } from '../../ui/browser/use-seconds-left.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { useRefusalText } from '../language/use-refusal-text.ts';
import type { Notice } from '../state/drafts.ts';

interface Props {
  readonly notice: Notice;
  readonly onRestore: () => void;
}

export function NotSent({ notice, onRestore }: Props) {
  const { t } = useWords();
  const refusalText = useRefusalText();
  const { text } = notice;
  return (
    <div className="not-sent">
      {notice.until === undefined ? (
        <p className="refusal" role="alert">
          {refusalText(notice)}
        </p>
      ) : (
        <Countdown key={notice.until} notice={notice} until={notice.until} />
      )}
      {text !== '' && (
        <div className="not-sent-row">
          <p className="not-sent-text">
            <Sentence text={t('chat:composer.kept', { text: mark(0) })} slots={[text]} />
          </p>
          <button type="button" className="secondary" onClick={onRestore}>
            {t('chat:composer.cancel')}
          </button>
        </div>
      )}
    </div>
  );
}

/** Counts down visually, but is announced only once. */
function Countdown({ notice, until }: { readonly notice: Notice; readonly until: number }) {
  const refusalText = useRefusalText();
  const seconds = Math.max(1, useSecondsLeft(until) ?? 1);
  const [announcedSeconds] = useState(seconds);
  return (
    <p className="refusal">
      <span className="visually-hidden" role="alert">
        {refusalText({ ...notice, seconds: announcedSeconds })}
      </span>
      <span aria-hidden="true">{refusalText({ ...notice, seconds })}</span>
    </p>
  );
}
