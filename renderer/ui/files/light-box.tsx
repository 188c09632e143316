/** One picture over the whole page, with the others of its message a key press away. Loaded on first use. */
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from '../language/use-translation.ts';
import { Get, useSource } from './file-source.tsx';
import { FileName } from './file-name-text.tsx';
import './light-box.css';
import type { ShownFile, ShownPicture } from './shown-file.ts';
import { useFocusInside } from '../overlay/use-focus-inside.ts';

/** The shortest horizontal swipe that turns the page, in CSS pixels. */
const SWIPE_PX = 48;

interface Props {
  readonly files: readonly ShownFile[];
  /** The key of the picture that was clicked. */
  readonly first: string;
  /** The element the light box is rendered into. */
  readonly place: Element;
  readonly onClose: () => void;
}

export function LightBox({ files, first, place: over, onClose }: Props) {
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
  const shownName = file.name === '' ? t('shared:files.unnamed') : file.name;
  const many = files.length > 1;
  const turn = (by: number) => {
    const next = files[(place + by + files.length) % files.length];
    if (next !== undefined) setKey(next.key);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The next picture is in reading direction.
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
      aria-label={t('shared:files.pictures')}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div className="light-box-head">
        <div className="light-box-caption" aria-live="polite">
          <FileName name={file.name} />
          {many && <span>{t('shared:files.of', { number: place + 1, count: files.length })}</span>}
        </div>
        {file.address !== undefined && (
          <Get className="light-box-button" address={file.address} name={shownName} />
        )}
        <button type="button" className="light-box-button" onClick={onClose}>
          {t('shared:files.close')}
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
        {file.address !== undefined && (
          <Large key={file.key} picture={file.picture} address={file.address} alt={shownName} />
        )}
        {many && (
          <>
            <Turn way="previous" label={t('shared:files.previous')} onTurn={() => turn(-1)} />
            <Turn way="next" label={t('shared:files.next')} onTurn={() => turn(1)} />
          </>
        )}
      </div>
    </div>,
    over,
  );
}

interface LargeProps {
  readonly picture: ShownPicture | undefined;
  readonly address: string;
  readonly alt: string;
}

/** Shows the thumbnail until the picture has loaded. */
function Large({ picture, address, alt }: LargeProps) {
  const { t } = useWords();
  const [state, setState] = useState<'fetching' | 'there' | 'broken'>('fetching');
  const source = useSource(address);
  const small = useSource(picture?.small ?? address);
  if (state === 'broken' || source === null)
    return <p className="light-box-broken">{t('shared:files.broken')}</p>;
  return (
    <>
      {picture && state === 'fetching' && small && <img className="light-box-small" src={small} alt="" />}
      {source !== undefined && (
        <img
          className="light-box-picture"
          src={source}
          alt={alt}
          draggable={false}
          onLoad={() => setState('there')}
          onError={() => setState('broken')}
        />
      )}
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
