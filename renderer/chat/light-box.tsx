/** One picture over all of the page, and the way to the others of its message. Fetched when somebody first looks. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../ui/use-words.ts';
import { FileName } from './file-name-words.tsx';
import './light-box.css';
import type { ShownFile } from './shown-file.ts';
import { useFocusInside } from './use-focus-inside.ts';

/** A finger that moves further than this, sideways, turns the page. */
const SWIPE_PX = 48;

interface Props {
  readonly files: readonly ShownFile[];
  /** The key of the one that was clicked on. */
  readonly first: string;
  readonly onClose: () => void;
}

export function LightBox({ files, first, onClose }: Props) {
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined);
  const [key, setKey] = useState(first);
  const place = Math.max(
    0,
    files.findIndex((file) => file.key === key),
  );
  const onTab = useFocusInside(box, onClose);
  const file = files[place];
  if (file === undefined) return null;
  const called = file.name === '' ? t('chat:files.unnamed') : file.name;
  const many = files.length > 1;
  const turn = (by: number) => {
    const next = files[(place + by + files.length) % files.length];
    if (next !== undefined) setKey(next.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The next one is where one reads on.
    if (many && event.key === 'ArrowRight') turn(readsRightToLeft() ? -1 : 1);
    else if (many && event.key === 'ArrowLeft') turn(readsRightToLeft() ? 1 : -1);
    else onTab(event);
  };
  const onPointerUp = ({ clientX, clientY }: PointerEvent) => {
    const from = start.current;
    start.current = undefined;
    if (from === undefined || !many) return;
    const [x, y] = [clientX - from.x, clientY - from.y];
    if (Math.abs(x) < SWIPE_PX || Math.abs(x) < Math.abs(y)) return;
    turn(x < 0 === readsRightToLeft() ? -1 : 1);
  };
  return createPortal(
    <div
      ref={box}
      className="light-box"
      role="dialog"
      aria-modal="true"
      aria-label={t('chat:files.pictures')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="light-box-head">
        <div className="light-box-words" aria-live="polite">
          <FileName name={file.name} />
          {many && <span>{t('chat:files.of', { number: place + 1, count: files.length })}</span>}
        </div>
        <a className="light-box-button" href={file.address} download={called}>
          {t('chat:files.download')}
        </a>
        <button type="button" className="light-box-button" onClick={onClose}>
          {t('chat:files.close')}
        </button>
      </div>
      <div
        className="light-box-stage"
        onPointerDown={({ clientX: x, clientY: y, pointerType }) => {
          start.current = pointerType === 'mouse' ? undefined : { x, y };
        }}
        onPointerUp={onPointerUp}
        onPointerCancel={() => (start.current = undefined)}
        onClick={({ target, currentTarget }) => target === currentTarget && onClose()}
      >
        <Large key={file.key} file={file} alt={called} />
        {many && (
          <>
            <Turn way="previous" label={t('chat:files.previous')} onTurn={() => turn(-1)} />
            <Turn way="next" label={t('chat:files.next')} onTurn={() => turn(1)} />
          </>
        )}
      </div>
    </div>,
    document.body,
  );
}

/** The small one stands in for it until it is there. */
function Large({ file: { picture, address }, alt }: { readonly file: ShownFile; readonly alt: string }) {
  const { t } = useWords();
  const [state, setState] = useState<'fetching' | 'there' | 'broken'>('fetching');
  if (state === 'broken') return <p className="light-box-broken">{t('chat:files.broken')}</p>;
  return (
    <>
      {picture && state === 'fetching' && <img className="light-box-small" src={picture.small} alt="" />}
      <img
        className="light-box-picture"
        src={address}
        alt={alt}
        draggable={false}
        onLoad={() => setState('there')}
        onError={() => setState('broken')}
      />
    </>
  );
}

interface TurnProps {
  readonly way: 'previous' | 'next';
  readonly label: string;
  readonly onTurn: () => void;
}

function Turn({ way, label, onTurn }: TurnProps) {
  return (
    <button
      type="button"
      className={`light-box-turn light-box-${way}`}
      title={label}
      aria-label={label}
      onClick={onTurn}
    >
      <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d={way === 'next' ? 'm9 5 7 7-7 7' : 'm15 5-7 7 7 7'} />
      </svg>
    </button>
  );
}

function readsRightToLeft(): boolean {
  return getComputedStyle(document.documentElement).direction === 'rtl';
}
