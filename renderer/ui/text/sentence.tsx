/**
 * A sentence of the language files with names in it, each name kept apart from the direction of the writing around
 * it: an Arabic name must not turn an English sentence round. It refuses to know which sentence.
 */
import { Fragment, type ReactNode } from 'react';

/** Private use characters: no name holds one, since names are canonical (contract/text/writing.ts). */
const MARK = /\ue000(\d)\ue001/;

/** What to hand to `t` where the slot of that number belongs. */
export function mark(slot: number): string {
  return `\ue000${slot}\ue001`;
}

export function Sentence({ text, slots }: { readonly text: string; readonly slots: readonly ReactNode[] }) {
  // Splitting by a group puts what it caught at every odd place.
  const parts = text.split(MARK).map((part, index) =>
    index % 2 === 0 ? (
      <Fragment key={index}>{part}</Fragment>
    ) : (
      <bdi key={index} translate="no">
        {slots[Number(part)]}
      </bdi>
    ),
  );
  return <span>{parts}</span>;
}
