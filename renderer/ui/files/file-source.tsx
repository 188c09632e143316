/**
 * How a page comes by the files of messages. The guest page has them from their addresses on the host; another page says
 * how it does. It refuses to know what they are.
 */
import { createContext, useContext, type ComponentType } from 'react';
import { useWords } from '../language/use-translation.ts';

export interface GetProps {
  /** Where on the host the file is. */
  readonly address: string;
  /** Never empty. */
  readonly name: string;
  /** As people read it, where it is told. */
  readonly size?: string;
  readonly className: string;
  /** Where there is little room, a sign stands for the word. */
  readonly sign?: boolean;
}

/** What a picture is read from: `undefined` as long as it is on its way, `null` if it cannot be had. */
export type Source = string | undefined | null;

export interface FileDesk {
  /** A hook, the same one for as long as the page is there. */
  readonly useSource: (address: string) => Source;
  /** What hands a file out. */
  readonly Get: ComponentType<GetProps>;
}

export const FileDeskContext = createContext<FileDesk>({
  useSource: (address) => address,
  Get: Download,
});

export function useSource(address: string): Source {
  return useContext(FileDeskContext).useSource(address);
}

export function Get(props: GetProps) {
  const { Get: Way } = useContext(FileDeskContext);
  return <Way {...props} />;
}

function Download({ address, name, size, className, sign = false }: GetProps) {
  const { t } = useWords();
  return (
    <a
      className={sign ? `${className} file-get-signed` : className}
      href={address}
      download={name}
      aria-label={size === undefined ? undefined : t('shared:files.download-name', { name, size })}
    >
      {sign && (
        <svg className="sign file-get-sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="M12 4v11M7 11l5 5 5-5M5 20h14" />
        </svg>
      )}
      <span className={sign ? 'file-get-word' : undefined}>{t('shared:files.download')}</span>
    </a>
  );
}
