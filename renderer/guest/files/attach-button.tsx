/** The button that chooses files, with the size limits in its tooltip. */
import { useRef } from 'react';
import type { FileTerms } from '../../../contract/model/attachment.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { useLimitText } from './use-limit-text.ts';

interface Props {
  readonly terms: FileTerms;
  readonly onChoose: (files: readonly File[]) => void;
}

export function AttachButton({ terms, onChoose }: Props) {
  const { t } = useWords();
  const limits = useLimitText(terms);
  const input = useRef<HTMLInputElement>(null);
  const choose = (files: FileList | null) => {
    onChoose([...(files ?? [])]);
    // Allows choosing the same file again after it was removed.
    if (input.current !== null) input.current.value = '';
  };
  return (
    <>
      <button
        type="button"
        className="quiet attach"
        title={`${t('chat:files.attach')} · ${limits}`}
        aria-label={`${t('chat:files.attach')}. ${limits}`}
        onClick={() => input.current?.click()}
      >
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="m20 11.500-8.200 8.200a5 5 0 0 1-7.100-7.100l8.600-8.500a3.400 3.400 0 0 1 4.800 4.800l-8.500 8.500a1.700 1.700 0 0 1-2.400-2.400l7.700-7.700" />
        </svg>
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        onChange={(event) => choose(event.target.files)}
      />
    </>
  );
}
