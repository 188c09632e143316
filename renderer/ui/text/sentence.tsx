/**
 * A translated sentence with names in its slots. Each name is isolated from the direction of the sentence, so
 * that an Arabic name does not reorder an English one.
 */
import { Fragment, type ReactNode } from 'react';

/** Private-use characters, which names never contain (contract/text/writing.ts). */
const MARK = /\ue000(\d)\ue001/;

/** The placeholder to pass to `t` for the slot with this number. */
export function mark(slot: number): string {
  return `\ue000${slot}\ue001`;
}

export function Sentence({ text, slots }: { readonly text: string; readonly slots: readonly ReactNode[] }) {
  // Splitting by a group puts the captured slot numbers at odd indexes.
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
