/** What was measured at the window, as lines to print. */
import type { Late } from './late.ts';
import type { Plan, WindowFigures } from './window.ts';

export function tableOf(plan: Plan, { quiet, flood, scroll, memory }: WindowFigures): string[] {
  const { guests, perSecond, seconds } = plan;
  const { before, during, after } = memory;
  const feels = [quiet, flood, scroll];
  const clicks = [quiet, flood];
  const times = [before, during, after];
  return [
    `${guests} guests, ${perSecond} messages a second for ${seconds} s: ${flood.sent} sent,`,
    `${flood.heardPerSecond} frames a second out to guests, ${flood.closed} closed`,
    row('milliseconds: p50 / p99 / most', ['quiet', 'flood', `scrolling ${scroll.rows} rows`]),
    row(
      'call, main process',
      feels.map(({ mainCall }) => late(mainCall)),
    ),
    row(
      'call, host',
      feels.map(({ hostCall }) => late(hostCall)),
    ),
    row(
      'click to frame',
      clicks.map(({ click }) => late(click)),
    ),
    row(
      'frames a second',
      feels.map(({ framesPerSecond }) => framesPerSecond.toFixed(1)),
    ),
    row(
      'frames in the worst second',
      feels.map(({ framesLeast }) => String(framesLeast)),
    ),
    row(
      'long tasks',
      feels.map(({ longTasks }) => String(longTasks)),
    ),
    row(
      'longest task',
      feels.map(({ longestTaskMs }) => `${longestTaskMs.toFixed(0)} ms`),
    ),
    row(
      '… of its own time',
      feels.map(({ ownLongestTaskMs }) => `${ownLongestTaskMs.toFixed(0)} ms`),
    ),
    row(
      'long tasks of its own time',
      feels.map(({ ownLongTasks }) => String(ownLongTasks)),
    ),
    row(
      'share of a processor',
      feels.map(({ ownShare }) => `${(ownShare * 100).toFixed(0)} %`),
    ),
    row('memory, MB', ['before', 'most', 'after']),
    row(
      'heap of the window',
      times.map(({ windowHeap }) => windowHeap.toFixed(1)),
    ),
    row(
      'process of the window',
      times.map(({ windowProcess }) => windowProcess.toFixed(0)),
    ),
    row(
      'heap of the main thread',
      times.map(({ mainHeap }) => mainHeap.toFixed(1)),
    ),
    row(
      'main process, with the host',
      times.map(({ mainProcess }) => mainProcess.toFixed(0)),
    ),
  ];
}

function row(name: string, cells: readonly string[]): string {
  return name.padEnd(32) + cells.map((cell) => cell.padEnd(24)).join('');
}

function late({ p50, p99, most }: Late): string {
  return [p50, p99, most].map((each) => each.toFixed(1)).join(' / ');
}
