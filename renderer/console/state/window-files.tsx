/** How the window comes by the files of messages: pictures over its line to the host, all else into a file that somebody chose. */
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { FILES_PATH } from '../../../contract/model/attachment.ts';
import { FileDeskContext, type FileDesk, type GetProps } from '../../ui/files/file-source.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from './host-console.ts';
import { useObservable } from './observable.ts';

const ANSWER_SHOWN_MS = 4_000;

interface Props {
  readonly host: HostConsole;
  readonly children: ReactNode;
}

export function WindowFiles({ host, children }: Props) {
  const desk = useMemo(() => deskOf(host), [host]);
  return <FileDeskContext value={desk}>{children}</FileDeskContext>;
}

function deskOf(host: HostConsole): FileDesk {
  return {
    useSource: function useShelved(address) {
      return useObservable(host.pictures.source(idIn(address)));
    },
    Get: (props) => <SaveButton host={host} {...props} />,
  };
}

function idIn(address: string): string {
  return address.slice(FILES_PATH.length + 1);
}

interface SaveProps extends GetProps {
  readonly host: HostConsole;
}

/** It says only what came of it. */
function SaveButton({ host, address, name, size, className }: SaveProps) {
  const { t } = useWords();
  const [answer, setAnswer] = useState<'saved' | 'not-saved'>();
  useEffect(() => {
    if (answer === undefined) return undefined;
    const timer = setTimeout(() => setAnswer(undefined), ANSWER_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  const save = async () => {
    const saved = await host.api.save('saveFile', { id: idIn(address), name });
    if (saved.ok) setAnswer('saved');
    else if (saved.why !== 'cancelled') setAnswer('not-saved');
  };
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={() => void save()}>
        {t(`console:file.${answer ?? 'save'}`)}
        {size !== undefined && (
          <span className="visually-hidden">
            {' '}
            {name}, {size}
          </span>
        )}
      </button>
      <span className="visually-hidden" role="status">
        {answer !== undefined && t(`console:file.${answer}-name`, { name })}
      </span>
    </>
  );
}
