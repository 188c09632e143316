/** The PIN, to read out or copy. */
import { Fragment, useRef, type Ref } from 'react';
import { copyText } from '../../ui/browser/copy-text.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { CopyButton } from '../controls/copy-button.tsx';
import { pinGroups } from './pin-groups.ts';

export function PinCard({ pin }: { readonly pin: string }) {
  const { t } = useWords();
  const digits = useRef<HTMLElement>(null);
  const copy = () => Promise.resolve(digits.current !== null && copyText(digits.current));
  return (
    <div className="pin">
      <h3 className="label">{t('console:pin.label')}</h3>
      <PinDigits ref={digits} pin={pin} />
      <CopyButton what="pin" onCopy={copy} />
    </div>
  );
}

interface DigitsProps {
  readonly pin: string;
  readonly ref?: Ref<HTMLElement>;
}

/** The gaps between groups are margins, so that copying gives the bare PIN. */
export function PinDigits({ pin, ref }: DigitsProps) {
  return (
    <bdi ref={ref} className="pin-digits" dir="ltr">
      {pinGroups(pin).map((group, place) => (
        <Fragment key={place}>
          {place > 0 && <wbr />}
          <span>{group}</span>
        </Fragment>
      ))}
    </bdi>
  );
}
