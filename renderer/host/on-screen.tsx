/** The light is on: the bar, how people join, what they say, who they are. */
import { useState } from 'react';
import type { Running } from '../../contract/ipc.ts';
import { useWords } from '../ui/use-words.ts';
import { Composer } from './composer.tsx';
import type { HostConsole } from './host-console.ts';
import { JoinCard } from './join-card.tsx';
import { useLive } from './live.ts';
import { MessageLog } from './message-log.tsx';
import { PeopleTable } from './people-table.tsx';
import { QrDialog } from './qr-dialog.tsx';
import { TopBar } from './top-bar.tsx';
import { WhereCard } from './where-card.tsx';

interface Props {
  readonly host: HostConsole;
  readonly running: Running;
  readonly stopping: boolean;
}

export function OnScreen({ host, running, stopping }: Props) {
  const { t } = useWords();
  const people = useLive(host.people);
  const adapters = useLive(host.adapters);
  const [qrOpen, setQrOpen] = useState(false);
  const guests = t('console:guests', { count: people.length });
  return (
    <div className="on">
      <title>{t('console:title.on', { room: running.room, guests })}</title>
      <TopBar
        running={running}
        stopping={stopping}
        guests={guests}
        onCopy={() => host.copyLink()}
        onQr={() => setQrOpen(true)}
        onStop={() => void host.stop()}
      />
      <main className="log-column">
        <MessageLog key={running.since} entries={host.entries} />
        <Composer room={running.room} onSay={(text) => host.say(text)} />
      </main>
      <section className="people-column" aria-label={t('console:people.label')} tabIndex={0}>
        <PeopleTable people={people} shareable={running.shareable} />
      </section>
      <aside className="join-column" aria-label={t('console:join.label')} tabIndex={0}>
        <WhereCard running={running} adapter={adapters.find(({ name }) => name === running.adapter)} />
        <JoinCard running={running} adapter={adapters.find(({ name }) => name === running.adapter)} />
      </aside>
      {qrOpen && running.shareable && <QrDialog running={running} onClose={() => setQrOpen(false)} />}
    </div>
  );
}
