/**
 * What somebody wrote: its links to click on, its Markdown as it is meant, whom it names and what was searched for in
 * it marked; or as it was written, where that fails. It stands in an element of the class `text`.
 */
import { lazy, memo, Suspense } from 'react';
import { AsWritten } from './as-written.tsx';
import { Boundary } from '../page/boundary.tsx';
import { InlineText } from './inline-text.tsx';
import { splitLinks } from './links.ts';
import { MARKDOWN_SIGN } from './markdown-sign.ts';
import type { Marks, Mention } from './marked-pieces.ts';
import './rich-text.css';
import type { Inline } from './rich-tree.ts';

interface Props {
  readonly text: string;
  /** Whom the message names with an @; one array for as long as the message is the same. */
  readonly mentions?: readonly Mention[] | undefined;
  /** What was searched for. */
  readonly highlight?: string | undefined;
}

interface TextProps {
  readonly text: string;
  readonly marks: Marks;
}

/** Most texts have none of it; the first that may have some fetches what reads it, and is shown as written until then. */
const MarkdownText = lazy(async () => {
  try {
    return { default: (await import('./markdown-text.tsx')).MarkdownText };
  } catch {
    return { default: PlainText };
  }
});

export const RichText = memo(function RichText({ text, mentions, highlight }: Props) {
  return (
    <Boundary of={text} instead={() => <AsWritten text={text} />}>
      <MarkedUp text={text} marks={{ mentions, highlight }} />
    </Boundary>
  );
});

function MarkedUp({ text, marks }: TextProps) {
  if (!MARKDOWN_SIGN.test(text)) return <PlainText text={text} marks={marks} />;
  return (
    <Suspense fallback={<PlainText text={text} marks={marks} />}>
      <MarkdownText text={text} marks={marks} />
    </Suspense>
  );
}

function PlainText({ text, marks }: TextProps) {
  const parts = splitLinks(text).map(({ text: words, href }): Inline =>
    href === undefined
      ? { is: 'text', text: words }
      : { is: 'link', href, parts: [{ is: 'text', text: words }] },
  );
  return <InlineText parts={parts} marks={marks} />;
}
