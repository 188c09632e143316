/** The plots of the last hour: their names, and which series each shows. Pure. */
import type { Sample } from '../../../contract/ipc/stats.ts';

export const MEASURES = ['people', 'messages', 'bytes', 'trip', 'delay'] as const;
export type Measure = (typeof MEASURES)[number];

/** `null` where nothing was measured, which leaves a gap in the line. */
export type PlotValues = readonly (number | null)[];

export interface Summary {
  readonly now: number;
  readonly mean: number;
  readonly most: number;
}

/** The text under the plot describes the first series. */
export function linesOf(measure: Measure, samples: readonly Sample[]): readonly PlotValues[] {
  switch (measure) {
    case 'people':
      return [samples.map(({ people }) => people)];
    case 'messages':
      return [samples.map(({ messagesPerSecond }) => messagesPerSecond)];
    case 'bytes':
      return [samples.map(({ bytesPerSecond }) => bytesPerSecond)];
    case 'trip':
      return [
        samples.map(({ roundTrip50 }) => roundTrip50 ?? null),
        samples.map(({ roundTrip99 }) => roundTrip99 ?? null),
      ];
    case 'delay':
      return [samples.map(({ delayMs }) => delayMs)];
    default:
      return measure satisfies never;
  }
}

/** `undefined` before the first measurement. */
export function summaryOf(values: PlotValues = []): Summary | undefined {
  const known = values.filter((value) => value !== null);
  const now = known.at(-1);
  if (now === undefined) return undefined;
  const sum = known.reduce((all, value) => all + value, 0);
  return { now, mean: sum / known.length, most: known.reduce((most, value) => Math.max(most, value), 0) };
}
