/** The text of a message; long texts are collapsed. */
import { useState } from 'react';
import type { Mention } from './marked-pieces.ts';
import './message-text.css';
import { RichText } from './rich-text.tsx';
import { useWords } from '../language/use-translation.ts';

const LONG_CHARACTERS = 1_200;
const LONG_LINES = 16;

interface Props {
  readonly text: string;
  /** A stable array while the message is unchanged. */
  readonly mentions?: readonly Mention[] | undefined;
  /** The search text. */
  readonly highlight?: string | undefined;
}

export function MessageText({ text, mentions, highlight }: Props) {
  const { t } = useWords();
  const [expanded, setExpanded] = useState(false);
  const long = text.length > LONG_CHARACTERS || text.split('\n', LONG_LINES + 1).length > LONG_LINES;
  return (
    <>
      <div className={long && !expanded ? 'text text-cut' : 'text'} dir="auto">
        <RichText {...{ text, mentions, highlight }} />
      </div>
      {long && (
        <button
          type="button"
          className="show-all"
          aria-expanded={expanded}
          onClick={() => setExpanded(!expanded)}
        >
          {t(expanded ? 'shared:message.show-less' : 'shared:message.show-all')}
        </button>
      )}
    </>
  );
}
