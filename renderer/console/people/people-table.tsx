/**
 * The guests, without the host. The reader chooses the order; only the rows in sight are in the DOM. A selected guest's
 * details are shown below.
 */
import { orderOf } from '../../../locales/formats.ts';
import { useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { TrafficStats } from '../../../contract/ipc/stats.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Person } from '../../../contract/model/person.ts';
import { EndedList } from '../inspector/ended-list.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { InspectorDialog } from '../inspector/inspector-dialog.tsx';
import { ModerationBar } from '../moderation/moderation-bar.tsx';
import { nextPlace } from '../controls/arrow-keys.ts';
import { browserWords } from '../inspector/browser-text.ts';
import {
  COLUMNS,
  orderBy,
  SORT_ORDER_DEFAULT,
  sortGuests,
  type Column,
  type SortOrder,
} from './sort-guests.ts';
import { PersonPanel } from './person-panel.tsx';
import { PersonRow } from './person-row.tsx';
import { SortSelect } from './sort-select.tsx';
import { useFigureWords } from '../stats/use-figure-text.ts';
import { useRowWindow } from '../controls/use-row-window.ts';

interface Props {
  readonly host: HostConsole;
  readonly people: readonly ConnectedPerson[];
  readonly figures: readonly TrafficStats[];
  readonly shareable: boolean;
}

/** Must match the style sheet. */
const ROW_PX = 40;

export function PeopleTable({ people, figures, shareable, host }: Props) {
  const { t } = useWords();
  const times = useTimes();
  const words = useFigureWords();
  const [order, setOrder] = useState<SortOrder>(SORT_ORDER_DEFAULT);
  const [open, setOpen] = useState<string>();
  const [inspected, setInspected] = useState<Person>();
  const rows = useRows(people, figures, order);
  const scroller = useRef<HTMLDivElement>(null);
  const { from, to } = useRowWindow(scroller, rows.length, ROW_PX);
  const { tabbable, onKeyDown } = useArrows(scroller, rows.length, from, to);
  const shown = rows.find(({ person }) => person.id === open);
  return (
    <>
      <header className="people-bar">
        <h2 className="label">{t('console:people.label')}</h2>
        <SortSelect order={order} onOrder={setOrder} />
        <ModerationBar host={host} />
      </header>
      <div
        ref={scroller}
        className="people-scroller"
        tabIndex={0}
        role="group"
        aria-label={t('console:people.label')}
      >
        <table className="people" aria-rowcount={rows.length + 1} data-sort={order.column}>
          <caption className="visually-hidden">{t('console:people.label')}</caption>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <Head
                  key={column}
                  column={column}
                  order={order}
                  onOrder={() => setOrder(orderBy(column, order))}
                />
              ))}
            </tr>
          </thead>
          <tbody onKeyDown={onKeyDown}>
            <Space rows={from} />
            {rows.slice(from, to).map((row, i) => (
              <PersonRow
                key={row.person.id}
                {...{ row, times, words }}
                place={from + i}
                tabbable={from + i === tabbable}
                open={row === shown}
                onOpen={(opens) => setOpen(opens ? row.person.id : undefined)}
              />
            ))}
            <Space rows={rows.length - to} />
          </tbody>
        </table>
        {people.length === 0 && (
          <div className="empty">
            <p>{t('console:people.empty')}</p>
            <p className="second">
              {t(shareable ? 'console:people.empty-next' : 'console:people.empty-only-here')}
            </p>
          </div>
        )}
      </div>
      {shown !== undefined && (
        <PersonPanel
          key={open}
          {...{ row: shown, times, words, host }}
          onInspect={() => setInspected(shown.person)}
          onClose={() => setOpen(undefined)}
        />
      )}
      <EndedList host={host} />
      {inspected !== undefined && (
        <InspectorDialog host={host} person={inspected} onClose={() => setInspected(undefined)} />
      )}
    </>
  );
}

function useRows(people: readonly ConnectedPerson[], figures: readonly TrafficStats[], order: SortOrder) {
  const { t, language } = useWords();
  const compare = useMemo(() => orderOf(language, { numeric: true }), [language]);
  return useMemo(() => {
    const byId = new Map(figures.map((each) => [each.id, each]));
    const rows = people.map((person) => {
      const own = byId.get(person.id);
      return { person, browser: browserWords(person, t), ...(own && { figures: own }) };
    });
    return sortGuests(rows, order, compare);
  }, [people, figures, order, compare, t]);
}

/** Tab reaches one row. Arrow keys move to the others, including rows not in the DOM yet. */
function useArrows(scroller: RefObject<HTMLElement | null>, count: number, from: number, to: number) {
  const [tabbable, setTabbable] = useState(0);
  const goal = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (goal.current === undefined) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-place="${goal.current}"] button`);
    if (row == null) return;
    row.focus();
    goal.current = undefined;
  });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const place = Number(event.target instanceof Element && event.target.closest('tr')?.dataset.place);
    const next = nextPlace(event.key, place, count);
    if (next === undefined || scroller.current === null) return;
    event.preventDefault();
    goal.current = next;
    const box = scroller.current;
    const top = next * ROW_PX;
    if (top < box.scrollTop) box.scrollTo({ top });
    else if (top + 3 * ROW_PX > box.scrollTop + box.clientHeight)
      box.scrollTo({ top: top + 3 * ROW_PX - box.clientHeight });
    setTabbable(next);
  };
  return { tabbable: Math.min(Math.max(tabbable, from), Math.max(from, to - 1)), onKeyDown };
}

interface HeadProps {
  readonly column: Column;
  readonly order: SortOrder;
  readonly onOrder: () => void;
}

function Head({ column, order, onOrder }: HeadProps) {
  const { t } = useWords();
  const sorted = order.column === column ? (order.descending ? 'descending' : 'ascending') : 'none';
  return (
    <th scope="col" className={`people-${column}`} aria-sort={sorted}>
      <button type="button" className="people-head" title={t(`console:people.${column}`)} onClick={onOrder}>
        <span className="people-word">{t(`console:people.${column}`)}</span>
        <span className="people-sort" aria-hidden="true" />
      </button>
    </th>
  );
}

/** Fills the space of rows that are out of sight. */
function Space({ rows }: { readonly rows: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" className="people-space">
      <td style={{ blockSize: rows * ROW_PX }} />
    </tr>
  );
}
