/** The actions on a guest: mute, remove, ban, make moderator. */
import { useState } from 'react';
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import { SanctionActs } from '../../ui/moderation/sanction-buttons.tsx';
import type { Sanction } from '../../ui/moderation/sanction-form.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { HostConsole } from '../state/host-console.ts';
import { refusalWords } from '../state/action-outcome.ts';
import { SanctionDialog } from '../moderation/sanction-dialog.tsx';
import { usePendingAction } from '../state/use-pending-action.ts';

/** The part of the host API that it needs. */
export type PersonHost = Pick<HostConsole, 'api'>;

interface Props {
  readonly person: ConnectedPerson;
  readonly host: PersonHost;
  /** Opens the connection inspector. */
  readonly onInspect: () => void;
}

export function PersonDetail({ person, host, onInspect }: Props) {
  const { t } = useWords();
  const { ask, refused } = usePendingAction();
  const [asking, setAsking] = useState<Sanction['type']>();
  const { id, role, via, muted } = person;
  const next = role === 'moderator' ? 'guest' : 'moderator';
  return (
    <>
      <div className="person-acts">
        <SanctionActs
          dialog
          muted={muted !== undefined}
          className="button"
          onAsk={setAsking}
          onUnmute={() => void ask(() => host.api.act('moderate', { type: 'unmute', personId: id }))}
        />
        <button type="button" className="button" aria-haspopup="dialog" onClick={onInspect}>
          {t('console:inspector.open-button')}
        </button>
      </div>
      {via === 'plain' ? (
        <p className="second">{t('console:people.no-role')}</p>
      ) : (
        <>
          <p className="second">{t('console:people.moderator-next')}</p>
          <button
            type="button"
            className="button"
            onClick={() => void ask(() => host.api.act('setRole', { id, role: next }))}
          >
            {t(`console:people.make-${next}`)}
          </button>
          <span className="person-id">{t('console:people.id', { id })}</span>
        </>
      )}
      {refused !== undefined && (
        <p className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      {asking !== undefined && (
        <SanctionDialog
          key={asking}
          host={host}
          what={asking}
          person={person}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
