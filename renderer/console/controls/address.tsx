/** An address or a link, which may be broken only between its parts. */
import { Fragment } from 'react';

/** The text stays the same, so that what is copied is what is shown. */
export function Address({ text }: { readonly text: string }) {
  return text.split(/(?<=\/\/)|(?=:\d)|(?<=:)(?!\/)/u).map((part, place) => (
    <Fragment key={place}>
      {place > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
