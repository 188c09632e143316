/** The files of a message: pictures inline, other files as cards. */
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { fetched } from '../page/fetched.tsx';
import { FileCard } from './file-card.tsx';
import { FileName } from './file-name-text.tsx';
import './attachments.css';
import { PictureGrid } from './picture-grid.tsx';
import type { ShownFile } from './shown-file.ts';

const LightBox = fetched(async () => (await import('./light-box.tsx')).LightBox);

interface Props {
  readonly files: readonly ShownFile[];
  /** The progress of a file that is being uploaded. */
  readonly stateOf?: (key: string) => ReactNode;
}

export function Attachments({ files, stateOf }: Props) {
  const [open, setOpen] = useState<{ readonly key: string; readonly over: Element }>();
  const own = useRef<HTMLDivElement>(null);
  // Inside a modal dialog, only its descendants are reachable.
  const show = (key: string) => setOpen({ key, over: own.current?.closest('dialog') ?? document.body });
  const close = useCallback(() => setOpen(undefined), []);
  const visible = useMemo(() => files.filter((file) => file.visible), [files]);
  const pictures = files.filter(({ picture }) => picture !== undefined);
  const cards = files.filter(({ picture }) => picture === undefined);
  return (
    <div ref={own} className="attachments">
      {pictures.length > 0 && <PictureGrid files={pictures} onOpen={show} />}
      {pictures.map(({ key, name }) => {
        const state = stateOf?.(key);
        return (
          state && (
            <div key={key} className="file-words">
              <FileName name={name} />
              {state}
            </div>
          )
        );
      })}
      {cards.map((file) => (
        <FileCard key={file.key} file={file} state={stateOf?.(file.key)} onOpen={show} />
      ))}
      {open !== undefined && <LightBox files={visible} first={open.key} place={open.over} onClose={close} />}
    </div>
  );
}
