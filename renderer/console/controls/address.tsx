/** An address or a link that wraps only between its parts. */
import { Fragment } from 'react';

/** The text is unchanged, so that copying it gives the address. */
export function Address({ text }: { readonly text: string }) {
  return text.split(/(?<=\/\/)|(?=:\d)|(?<=:)(?!\/)/u).map((part, place) => (
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
