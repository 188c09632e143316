/** A plain text with clickable web addresses. */
import { splitLinks } from './links.ts';

export function LinkedText({ text }: { readonly text: string }) {
  return splitLinks(text).map((part, place) =>
    part.href === undefined ? (
      part.text
    ) : (
      // Addresses have their own direction, so that a sentence in Arabic does not reorder them.
      <a key={place} href={part.href} target="_blank" rel="noopener noreferrer" dir="ltr">
        {part.text}
      </a>
    ),
  );
}
