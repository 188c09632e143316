/** A text as it was written, its web addresses to click on. */
import { splitLinks } from './links.ts';

export function LinkedText({ text }: { readonly text: string }) {
  return splitLinks(text).map((part, place) =>
    part.href === undefined ? (
      part.text
    ) : (
      // Of its own direction, so that a sentence in Arabic does not put the end of an address before its start.
      <a key={place} href={part.href} target="_blank" rel="noopener noreferrer" dir="ltr">
        {part.text}
      </a>
    ),
  );
}
