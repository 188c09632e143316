/** Chooses the sort order, also by columns that there is no room for; the chosen one is then shown. */
import { useId } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { COLUMNS, orderBy, type SortOrder } from './sort-guests.ts';

interface Props {
  readonly order: SortOrder;
  readonly onOrder: (order: SortOrder) => void;
}

export function SortSelect({ order, onOrder }: Props) {
  const { t } = useWords();
  const id = useId();
  return (
    <>
      <label className="visually-hidden" htmlFor={id}>
        {t('console:people.sort')}
      </label>
      <span className="people-by-mark" aria-hidden="true">
        ↑↓
      </span>
      <select
        id={id}
        className="select people-by"
        title={t('console:people.sort')}
        value={order.column}
        onChange={({ currentTarget: { value } }) => {
          const column = COLUMNS.find((each) => each === value);
          if (column !== undefined) onOrder(orderBy(column, order));
        }}
      >
        {COLUMNS.map((column) => (
          <option key={column} value={column}>
            {t(`console:people.${column}`)}
          </option>
        ))}
      </select>
    </>
  );
}
