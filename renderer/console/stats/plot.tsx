/** A line chart, drawn by uPlot in the colours of the theme. The text beside it says the same. */
import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTimes } from '../../ui/language/use-times.ts';
import type { PlotValues } from './measures.ts';

interface Props {
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly lines: readonly PlotValues[];
  /** Fills its container if left out. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Formats a value at the axis. Without it there is no axis and no cursor. */
  readonly write?: (value: number) => string;
}

const INKS = ['--focus', '--good'];
const DASH = [4, 3];

export function Plot({ times, lines, size, write }: Props) {
  const { clock } = useTimes();
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const look = useSyncExternalStore(watchLook, readLook);
  const { width, height } = usePlaceSize(place, size);
  const count = lines.length;
  useEffect(() => {
    const box = place.current;
    // Without canvas, the text is all there is.
    if (box === null || width === 0 || document.createElement('canvas').getContext('2d') === null)
      return undefined;
    const made = new UPlot(optionsOf({ count, width, height, clock, write }), undefined, box);
    plot.current = made;
    return () => {
      made.destroy();
      plot.current = undefined;
    };
    // Another theme has other colours.
  }, [count, width, height, clock, write, look]);
  useEffect(() => {
    plot.current?.setData([[...times], ...lines.map((values) => [...values])]);
  }, [times, lines, count, width, height, clock, write, look]);
  return (
    <div
      ref={place}
      className="plot"
      aria-hidden="true"
      {...(size && { style: { inlineSize: width, blockSize: height } })}
    />
  );
}

const NO_SIZE = { width: 0, height: 0 };

/** The given size, or that of the container, now and after each change. */
function usePlaceSize(place: RefObject<HTMLElement | null>, given: Props['size']) {
  const [measured, setMeasured] = useState(NO_SIZE);
  const measures = given === undefined;
  useEffect(() => {
    const box = place.current;
    if (box === null || !measures) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setMeasured({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [place, measures]);
  return given ?? measured;
}

interface Shape {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly clock: (at: number) => string;
  readonly write: ((value: number) => string) | undefined;
}

function optionsOf({ count, width, height, clock, write }: Shape): UPlot.Options {
  const colors = getComputedStyle(document.documentElement);
  const color = (token: string) => colors.getPropertyValue(token).trim();
  const axis = {
    stroke: color('--ink-second'),
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    padding: write === undefined ? [1, 0, 1, 0] : [8, 8, 0, 0],
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.05)] } },
    axes:
      write === undefined
        ? [{ show: false }, { show: false }]
        : [
            { ...axis, size: 24, values: (_, splits) => splits.map((at) => clock(at * 1_000)) },
            { ...axis, size: 72, space: 18, values: (_, splits) => splits.map((value) => write(value)) },
          ],
    series: [
      {},
      ...Array.from({ length: count }, (_, i) => ({
        stroke: color(INKS[i] ?? '--ink'),
        width: 1.5,
        points: { show: false },
        ...(i > 0 && { dash: DASH }),
      })),
    ],
  };
}

const LOOKS = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'];

function readLook(): string {
  return LOOKS.map((query) => matchMedia(query).matches).join();
}

function watchLook(changed: () => void): () => void {
  const queries = LOOKS.map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
