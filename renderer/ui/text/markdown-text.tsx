/** Renders Markdown. Loaded with the first text that needs it. */
import { useMemo } from 'react';
import { InlineText, MarkedText } from './inline-text.tsx';
import { parseMarkdown } from './markdown.ts';
import type { Marks } from './marked-pieces.ts';
import type { Block } from './rich-tree.ts';

export function MarkdownText({ text, marks }: { readonly text: string; readonly marks: Marks }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <Blocks blocks={blocks} marks={marks} />;
}

function Blocks({ blocks, marks }: { readonly blocks: readonly Block[]; readonly marks: Marks }) {
  return (
    <div className="rich">
      {blocks.map((block, place) => (
        <BlockView key={place} block={block} marks={marks} />
      ))}
    </div>
  );
}

function BlockView({ block, marks }: { readonly block: Block; readonly marks: Marks }) {
  switch (block.is) {
    case 'lines':
      return (
        <p>
          <InlineText parts={block.parts} marks={marks} />
        </p>
      );
    case 'code':
      return (
        <pre dir="ltr">
          <code>
            <MarkedText text={block.text} marks={{ highlight: marks.highlight }} />
          </code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} marks={marks} />
        </blockquote>
      );
    case 'list': {
      const items = block.items.map(({ number, blocks }, place) => (
        <li key={place} value={number}>
          <Blocks blocks={blocks} marks={marks} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
  }
}
