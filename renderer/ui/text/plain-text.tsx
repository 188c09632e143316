/** A text on one line, without Markdown syntax. */
import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { Boundary } from '../page/boundary.tsx';
import { MARKDOWN_SIGN } from './markdown-sign.ts';

interface Props {
  readonly text: string;
  /** Renders the text. Elements that can have the focus belong around `PlainText`, not inside. */
  readonly children: (flat: string) => ReactNode;
}

/** Loaded on first use. Until then, and if loading or parsing fails, the text is shown as written. */
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
