/**
 * Where a page gets the files of messages from. The guest page loads them from the host; other pages provide
 * their own context.
 */
import { createContext, useContext, type ComponentType } from 'react';
import { useWords } from '../language/use-translation.ts';

export interface GetProps {
  /** The path of the file on the host. */
  readonly address: string;
  /** Never empty. */
  readonly name: string;
  /** For display. */
  readonly size?: string;
  readonly className: string;
  /** Replaces the text with an icon where there is little room. */
  readonly sign?: boolean;
}

/** The source of a picture: `undefined` while loading, `null` if it is not available. */
export type Source = string | undefined | null;

export interface FileDesk {
  /** A hook; must be the same function for the lifetime of the page. */
  readonly useSource: (address: string) => Source;
  /** The component that downloads a file. */
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
  const { Get: Component } = useContext(FileDeskContext);
  return <Component {...props} />;
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
      <span className={sign ? 'file-get-text' : undefined}>{t('shared:files.download')}</span>
    </a>
  );
}
