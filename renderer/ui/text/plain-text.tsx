/** A text in one piece, for where there is no place for its Markdown: the words that it says, without its signs. */
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { Boundary } from '../page/boundary.tsx';
import { MARKDOWN_SIGN } from './markdown-sign.ts';

interface Props {
  readonly text: string;
  /** Shows it; what holds the focus stands around `Flat`, not in it. */
  readonly children: (flat: string) => ReactNode;
}

/** The first that needs it fetches it; until then, and where that or the reading fails, the text is shown as it was written. */
const Flattened = lazy(async () => {
  const { flatten } = await import('./markdown.ts');
  return {
    default: function Flattened({ text, children }: Props) {
      return children(useMemo(() => flatten(text), [text]));
    },
  };
});

export function PlainText({ text, children }: Props) {
  if (!MARKDOWN_SIGN.test(text)) return children(text);
  return (
    <Boundary of={text} instead={() => children(text)}>
      <Suspense fallback={children(text)}>
        <Flattened text={text}>{children}</Flattened>
      </Suspense>
    </Boundary>
  );
}
