/** One message, as it was written. Its text is text: nothing in it becomes markup. */
import { memo, useState } from 'react';
import type { Times } from '../ui/times.ts';
import { useWords } from '../ui/use-words.ts';
import { LinkedText } from './linked-text.tsx';

/** What is longer is cut until somebody asks for all of it. */
const LONG_CHARACTERS = 1_200;
const LONG_LINES = 16;

interface Props {
  readonly text: string;
  readonly at: number;
  readonly delivered: boolean;
  readonly times: Times;
}

export const MessageBubble = memo(function MessageBubble({ text, at, delivered, times }: Props) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const long = text.length > LONG_CHARACTERS || text.split('\n', LONG_LINES + 1).length > LONG_LINES;
  return (
    <div className={delivered ? 'bubble' : 'bubble bubble-waiting'} title={times.full(at)}>
      <p className={long && !asked ? 'text text-cut' : 'text'} dir="auto">
        <LinkedText text={text} />
      </p>
      {long && (
        <button type="button" className="show-all" aria-expanded={asked} onClick={() => setAsked(!asked)}>
          {t(asked ? 'chat:messages.show-less' : 'chat:messages.show-all')}
        </button>
      )}
    </div>
  );
});
