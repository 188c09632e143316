/** The window: the start screen or the running screen. The start form keeps its values while the chat runs. */
import { useState } from 'react';
import { useWords } from '../ui/language/use-translation.ts';
import { AppSheets } from './app-sheets.tsx';
import type { HostConsole } from './state/host-console.ts';
import { useHostState } from './state/host-store.ts';
import { StartScreen } from './start/start-screen.tsx';
import { RunningScreen } from './running/running-screen.tsx';
import { WindowFiles } from './state/window-files.tsx';
import { startFormOf, type StartFormValues } from './state/start-form-values.ts';

interface AppProps {
  readonly host: HostConsole;
}

export function ConsoleApp(props: AppProps) {
  return (
    <WindowFiles host={props.host}>
      <AppSheets host={props.host}>
        <Screen {...props} />
      </AppSheets>
    </WindowFiles>
  );
}

function Screen({ host }: AppProps) {
  const stage = useHostState(host, (state) => state.status);
  const [draft, setDraft] = useState<StartFormValues>(() => startFormOf(host.store.read().startOptions));
  const [wasOn, setWasOn] = useState(false);
  const { days = 0 } = useHostState(host, (state) => state.chatInfo).retention;
  const megabytes =
    useHostState(host, (state) => state.startOptions.retentionMegabytes) ?? draft.retentionMegabytes;
  if (stage.kind === 'on' && !wasOn) setWasOn(true);
  // Changes made while running apply to the next start too.
  if (stage.kind === 'on' && (days !== draft.retentionDays || megabytes !== draft.retentionMegabytes))
    setDraft({
      ...draft,
      retentionDays: days,
      ...(megabytes !== undefined && { retentionMegabytes: megabytes }),
    });
  if (stage.kind === 'on') {
    return (
      <RunningScreen
        host={host}
        running={stage.running}
        stopping={stage.stopping}
        onPin={(pin = '') => setDraft({ ...draft, pin })}
      />
    );
  }
  return <StartScreen host={host} stage={stage} draft={draft} onDraft={setDraft} focusStart={wasOn} />;
}

/** Shown when the server does not answer at all. */
export function Unreachable() {
  const { t } = useWords();
  return (
    <main className="unreachable" role="alert">
      {t('console:unreachable')}
    </main>
  );
}
