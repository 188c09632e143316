/**
 * How a page comes by the files of messages. The guest page has them from their addresses on the host; another page says
 * how it does. It refuses to know what they are.
 */
import { createContext, useContext, type ComponentType } from 'react';
import { useWords } from './use-words.ts';

export interface GetProps {
  /** Where on the host the file is. */
  readonly address: string;
  /** Never empty. */
  readonly name: string;
  /** As people read it, where it is told. */
  readonly size?: string;
  readonly className: string;
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

function Download({ address, name, size, className }: GetProps) {
  const { t } = useWords();
  return (
    <a
      className={className}
      href={address}
      download={name}
      aria-label={size === undefined ? undefined : t('shared:files.download-name', { name, size })}
    >
      {t('shared:files.download')}
    </a>
  );
}
