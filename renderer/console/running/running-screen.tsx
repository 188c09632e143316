/** The screen while the chat runs: bar, join card, log, people. */
import { useState } from 'react';
import type { Hosting } from '../../../contract/ipc/host-state.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { AccessNotice } from '../settings/access-notice.tsx';
import { ClockNotice } from './clock-notice.tsx';
import { DegradedNotice } from './degraded-notice.tsx';
import { ReachabilityCard } from '../stats/reachability-card.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { JoinCard } from '../join/join-card.tsx';
import { JoinSteps } from '../join/join-steps.tsx';
import { RetentionStrip } from '../settings/retention-strip.tsx';
import { PersistenceNotice } from '../settings/persistence-notice.tsx';
import { useHostState } from '../state/host-store.ts';
import { NetworksDialog } from '../stats/networks-dialog.tsx';
import { PeopleTable } from '../people/people-table.tsx';
import { NearbyList } from '../start/nearby-list.tsx';
import { Poster } from '../join/poster.tsx';
import { StatsStrip } from '../stats/stats-strip.tsx';
import { PinDialog } from '../join/pin-dialog.tsx';
import { QrDialog } from '../join/qr-dialog.tsx';
import { StoredFilesDialog } from '../stats/stored-files-dialog.tsx';
import { ChatPanel } from './chat-panel.tsx';
import { TopBar } from './top-bar.tsx';
import { WhereCard } from './where-card.tsx';

interface Props {
  readonly host: HostConsole;
  readonly running: Hosting;
  readonly stopping: boolean;
  /** The PIN changed. */
  readonly onPin: (pin: string | undefined) => void;
}

export function RunningScreen({ host, running, stopping, onPin }: Props) {
  const { t } = useWords();
  const people = useHostState(host, (state) => state.people);
  const figures = useHostState(host, (state) => state.traffic.figures);
  const storage = useHostState(host, (state) => state.traffic.storage);
  const [exporting, setExporting] = useState(false);
  const [filesOpen, setFilesOpen] = useState(false);
  const [networksOpen, setNetworksOpen] = useState(false);
  const adapters = useHostState(host, (state) => state.adapters);
  const house = useHostState(host, (state) => state.chatInfo);
  const pin = useHostState(host, (state) => state.startOptions.pin);
  const diagnosis = useHostState(host, (state) => state.diagnosis);
  const [shown, setShown] = useState<'qr' | 'poster'>();
  const [pinOpen, setPinOpen] = useState(false);
  const guests = t('console:guests', { count: people.length });
  const adapter = adapters.find(({ name }) => name === running.adapter);
  const changePin = async (changed: string | undefined, removePeople: boolean) => {
    const outcome = await host.api.act('changePin', {
      removePeople,
      ...(changed !== undefined && { pin: changed }),
    });
    if (outcome.ok) onPin(changed);
    return outcome;
  };
  return (
    <div className="on">
      <title>{t('console:title.on', { room: running.room, guests })}</title>
      <TopBar
        running={running}
        stopping={stopping}
        guests={guests}
        onCopy={() => host.api.call('copyLink', null)}
        onQr={() => setShown('qr')}
        onPoster={() => setShown('poster')}
        onStop={() => void host.api.act('stop', null)}
      />
      <div className="notices">
        {running.kind === 'degraded' && <DegradedNotice degraded={running} />}
        <PersistenceNotice keeping={house.persistence} />
        <ClockNotice clock={house.clock} onTrust={() => void host.api.act('trustClock', null)} />
      </div>
      <ChatPanel key={running.since} host={host} lobby={running.room} />
      <section className="people-column" aria-label={t('console:people.label')}>
        <PeopleTable people={people} figures={figures} shareable={running.shareable} host={host} />
      </section>
      <aside className="join-column" aria-label={t('console:join.label')} tabIndex={0}>
        <JoinCard running={running} pin={pin} onPin={() => setPinOpen(true)} />
        <AccessNotice host={host} />
        {running.shareable && <ReachabilityCard diagnosis={diagnosis} port={running.port} />}
        {running.kind === 'running' && running.shareable && (
          <JoinSteps wifi={adapter?.kind === 'wifi'} pin={pin !== undefined} />
        )}
        <WhereCard
          running={running}
          adapter={adapter}
          awake={useHostState(host, (state) => state.keepsAwake)}
        />
        <NearbyList host={host} />
      </aside>
      <StatsStrip host={host} />
      <RetentionStrip
        house={house}
        storage={storage}
        onKeep={(retention) => host.api.act('setRetention', retention)}
        onExport={() => setExporting(true)}
        onFiles={() => setFilesOpen(true)}
        onNetworks={() => setNetworksOpen(true)}
      />
      {filesOpen && <StoredFilesDialog host={host} onClose={() => setFilesOpen(false)} />}
      {networksOpen && <NetworksDialog host={host} onClose={() => setNetworksOpen(false)} />}
      {exporting && <ExportDialog host={host} rooms={house.rooms} onClose={() => setExporting(false)} />}
      {pinOpen && (
        <PinDialog onChange={changePin} asked={pin !== undefined} onClose={() => setPinOpen(false)} />
      )}
      {shown === 'qr' && running.kind === 'running' && running.shareable && (
        <QrDialog running={running} pin={pin} onClose={() => setShown(undefined)} />
      )}
      {shown === 'poster' && running.shareable && (
        <Poster
          running={running}
          pin={pin}
          guests={people.length}
          onFullScreen={(on) => host.api.call('fullScreen', { on })}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  );
}
