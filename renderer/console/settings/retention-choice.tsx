/** Controls for retention. A change that deletes messages asks first. */
import { useId, useState } from 'react';
import type { Retention, RetentionChange } from '../../../contract/model/retention.ts';
import { megabyteWords } from '../../ui/files/megabyte-text.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { isShorter } from './retention-choices.ts';
import { RetentionDaysSelect } from './retention-days-select.tsx';
import { RetentionSizeSelect } from './retention-size-select.tsx';
import type { ActionOutcome } from '../state/action-outcome.ts';

interface Props {
  readonly kept: Retention;
  /** A change that deletes nothing. */
  readonly onMore: (retention: RetentionChange) => void;
  /** A change that deletes messages, once confirmed. */
  readonly onLess: (retention: RetentionChange) => Promise<ActionOutcome>;
}

export function RetentionChoice({ kept: { days = 0, megabytes }, onMore, onLess }: Props) {
  const { t, language } = useWords();
  const [id, sizeId] = [useId(), useId()];
  const [less, setLess] = useState<RetentionChange>();
  const choose = (retention: RetentionChange, drops: boolean) => {
    if (drops) setLess(retention);
    else onMore(retention);
  };
  return (
    <>
      <label htmlFor={id}>{t('console:form.keep')}</label>
      <RetentionDaysSelect
        id={id}
        days={days}
        onDays={(next) => choose({ days: next }, isShorter(next, days))}
      />
      {megabytes !== undefined && (
        <>
          <label htmlFor={sizeId}>{t('console:retention.size')}</label>
          <RetentionSizeSelect
            id={sizeId}
            megabytes={megabytes}
            onMegabytes={(next) => choose({ megabytes: next }, next < megabytes)}
          />
        </>
      )}
      {less !== undefined && (
        <ConfirmDialog
          title={t(
            less.days === undefined ? 'console:retention.smaller-title' : 'console:retention.shorter-title',
          )}
          text={
            less.days === undefined
              ? t('console:retention.smaller', { size: megabyteWords(less.megabytes ?? 0, language) })
              : t('console:retention.shorter', { count: less.days })
          }
          yes={t(less.days === undefined ? 'console:retention.smaller-yes' : 'console:retention.shorter-yes')}
          no={t('console:retention.shorter-no')}
          onYes={() => onLess(less)}
          onClose={() => setLess(undefined)}
        />
      )}
    </>
  );
}
