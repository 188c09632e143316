/**
 * A sentence from `words/` with names in it, each name kept apart from the sentence's direction (UAX #9),
 * so that a name in Arabic cannot turn an English line around. It refuses to know which sentence.
 */
import { Fragment, type ReactNode } from 'react';

/** Stands in for the name when the sentence is taken from `words/`; no sentence there has it. */
export const SLOT = { first: '\ue000', second: '\ue001' } as const;

/** @param text the sentence with {@link SLOT}s in it */
export function Sentence(props: {
  readonly text: string;
  readonly first: ReactNode;
  readonly second?: ReactNode;
}) {
  return props.text
    .split(/([\ue000\ue001])/u)
    .map((part, place) => (
      <Fragment key={place}>
        {part === SLOT.first ? (
          <bdi>{props.first}</bdi>
        ) : part === SLOT.second ? (
          <bdi>{props.second}</bdi>
        ) : (
          part
        )}
      </Fragment>
    ));
}
