// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { useMessageScroll } from '../../../../renderer/ui/log/use-message-scroll.ts';

const BOX_PX = 600;

/** The list's scroll position and heights, since the test DOM has no layout. */
interface Place {
  top: number;
  height: number;
}

let place: Place;
let box: HTMLElement;
let show: (last: number) => void;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.stubGlobal(
    'ResizeObserver',
    class Silent {
      observe = vi.fn();
      disconnect = vi.fn();
    },
  );
  place = { top: 0, height: 5_000 };
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  show = (last) => act(() => root.render(<List last={last} />));
  show(1);
  box = document.querySelector<HTMLElement>('[role=log]')!;
  onTestFinished(() => {
    act(() => root.unmount());
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });
});

function List({ last }: { last: number }) {
  const nothing = () => undefined;
  const { scroller, inner, atEnd } = useMessageScroll(last, { onStart: nothing, onEnd: nothing });
  const laidOut = (element: HTMLDivElement | null) => {
    scroller.current = element;
    if (element === null) return;
    Object.defineProperties(element, {
      clientHeight: { configurable: true, get: () => BOX_PX },
      scrollHeight: { configurable: true, get: () => place.height },
      scrollTop: {
        configurable: true,
        get: () => place.top,
        set: (top: number) => void (place.top = Math.max(0, Math.min(top, place.height - BOX_PX))),
      },
    });
  };
  return (
    <div ref={laidOut} role="log" data-end={atEnd}>
      <div ref={inner} />
    </div>
  );
}

function scrollTo(top: number): void {
  place.top = top;
  act(() => void box.dispatchEvent(new Event('scroll')));
}

/** Drops earlier rows, adds later ones, and sends the scroll event before the list can follow. */
function moveOn(): void {
  place.height = 4_900;
  scrollTo(3_900);
}

const following = () => box.dataset.end === 'true' && place.top === place.height - BOX_PX;

it('starts at the end and follows it', () => {
  expect(following()).toBe(true);
  place.height += 300;
  show(2);
  expect(following()).toBe(true);
});

it('stops following when the reader scrolls up, and follows again at the end', () => {
  scrollTo(4_400);
  scrollTo(4_000);
  show(2);
  expect([place.top, box.dataset.end]).toEqual([4_000, 'false']);
  scrollTo(4_400);
  place.height += 300;
  show(3);
  expect(following()).toBe(true);
});

it('keeps following when earlier rows are dropped as later ones arrive', () => {
  scrollTo(4_400);
  moveOn();
  show(2);
  expect(following()).toBe(true);
});

it.each(['wheel', 'touchmove', 'keydown', 'pointerdown'])(
  'stops following when the reader scrolls up by %s while later rows arrive',
  (hand) => {
    scrollTo(4_400);
    box.dispatchEvent(new Event(hand));
    moveOn();
    show(2);
    expect(box.dataset.end).toBe('false');
  },
);
