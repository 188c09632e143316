/**
 * A popup: beside its button on wide screens, a sheet on narrow ones. It is rendered into the body, so that no
 * parent clips it.
 */
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { onSize } from '../browser/browser-services.ts';
import './popup.css';
import { Sheet } from './sheet.tsx';
import { useFocusInside } from './use-focus-inside.ts';
import { useMedia } from '../browser/use-media.ts';

interface Props {
  readonly label: string;
  /** The text of the button that closes the sheet. */
  readonly close: string;
  /** The element it is placed beside. */
  readonly anchor: HTMLElement | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const WIDE = '(min-width: 900px)';
/** Between the popup, its anchor and the edges of the window. */
const GAP_PX = 6;

export function Popup(props: Props) {
  const wide = useMedia(WIDE);
  const { label, close, onClose, children } = props;
  return createPortal(
    wide ? (
      <Popover {...props} />
    ) : (
      <Sheet label={label} close={close} onClose={onClose}>
        {children}
      </Sheet>
    ),
    document.body,
  );
}

function Popover({ label, anchor, onClose, children }: Props) {
  const place = useRef<HTMLDivElement>(null);
  // Positioned before its content takes the focus, so that nothing scrolls.
  useLayoutEffect(() => {
    const popover = place.current;
    if (popover === null || anchor === null) return;
    putBeside(popover, anchor);
    return onSize([popover], () => putBeside(popover, anchor));
  }, [anchor]);
  useEffect(() => {
    const onPress = ({ target }: Event) => {
      const inside = target instanceof Node && (place.current?.contains(target) || anchor?.contains(target));
      if (!inside) onClose();
    };
    addEventListener('pointerdown', onPress, true);
    addEventListener('resize', onClose);
    return () => {
      removeEventListener('pointerdown', onPress, true);
      removeEventListener('resize', onClose);
    };
  }, [anchor, onClose]);
  const onKeyDown = useFocusInside(place, onClose);
  return (
    <div ref={place} className="popover" role="dialog" aria-label={label} tabIndex={-1} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

/** Above the anchor, or below if there is more room, and aligned with it as far as the window allows. */
function putBeside(popover: HTMLElement, anchor: HTMLElement): void {
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const above = at.top - GAP_PX - height;
  const below = Math.min(at.bottom + GAP_PX, innerHeight - height - GAP_PX);
  popover.style.top = `${above >= GAP_PX || at.top > innerHeight - at.bottom ? Math.max(above, GAP_PX) : below}px`;
  const left = getComputedStyle(anchor).direction === 'rtl' ? at.right - width : at.left;
  const most = innerWidth - width - GAP_PX;
  popover.style.left = `${Math.max(GAP_PX, Math.min(left, most))}px`;
}
