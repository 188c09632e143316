/**
 * A run of text with code, links, mentions and search matches. Text is always rendered as text, never as markup.
 */
import { cutPieces, type Marks } from './marked-pieces.ts';
import { written, type Inline } from './rich-tree.ts';

interface Props {
  readonly parts: readonly Inline[];
  readonly marks: Marks;
}

export function InlineText({ parts, marks }: Props) {
  return parts.map((part, place) => <Part key={place} part={part} marks={marks} />);
}

function Part({ part, marks }: { readonly part: Inline; readonly marks: Marks }) {
  switch (part.is) {
    case 'text':
      return <MarkedText text={part.text} marks={marks} />;
    case 'code':
      return (
        <code>
          <MarkedText text={part.text} marks={{ highlight: marks.highlight }} />
        </code>
      );
    case 'strong':
      return (
        <strong>
          <InlineText parts={part.parts} marks={marks} />
        </strong>
      );
    case 'emphasis':
      return (
        <em>
          <InlineText parts={part.parts} marks={marks} />
        </em>
      );
    case 'link':
      return <Link href={part.href} parts={part.parts} marks={marks} />;
  }
}

/** A text with mentions and search matches highlighted. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: Marks }) {
  return cutPieces(text, marks).map((piece, place) => {
    const inside = piece.found ? <mark key={place}>{piece.text}</mark> : piece.text;
    if (piece.mention === undefined) return inside;
    return (
      <span key={place} className={piece.mention === 'you' ? 'mention mention-you' : 'mention'}>
        {inside}
      </span>
    );
  });
}

/** Shows the host of the link beside it, unless the text already names it. */
function Link({ href, parts, marks }: Props & { readonly href: string }) {
  const { host } = new URL(href);
  const text = written(parts);
  const namesHost = hostIn(text) === host;
  return (
    <>
      {/* Addresses have their own direction, so that a sentence in Arabic does not reorder them. */}
      <a href={href} target="_blank" rel="noopener noreferrer" dir={namesHost ? 'ltr' : 'auto'}>
        <InlineText parts={parts} marks={{ highlight: marks.highlight }} />
      </a>
      {!namesHost && <bdi className="link-host" dir="ltr">{` (${host})`}</bdi>}
    </>
  );
}

/** The host that the text of a link names. */
function hostIn(text: string): string {
  const [, host = ''] = /^(?:https?:\/\/)?([^/?#\\\s]*)/iu.exec(text) ?? [];
  return host.toLowerCase().replace(/:(?:80|443)$/, '');
}
