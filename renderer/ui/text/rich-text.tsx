/**
 * A message's text with links, Markdown, mentions and search matches; unformatted if that fails. It must be
 * inside an element with the class `text`.
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
  /** The mentioned people; a stable array while the message is unchanged. */
  readonly mentions?: readonly Mention[] | undefined;
  /** The search text. */
  readonly highlight?: string | undefined;
}

interface TextProps {
  readonly text: string;
  readonly marks: Marks;
}

/**
 * Most texts contain no Markdown. The first that may contain some loads the parser, and is shown unformatted
 * until then.
 */
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
  const parts = splitLinks(text).map(({ text, href }): Inline =>
    href === undefined ? { is: 'text', text } : { is: 'link', href, parts: [{ is: 'text', text }] },
  );
  return <InlineText parts={parts} marks={marks} />;
}
