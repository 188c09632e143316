/** Starts the window: the connection to the server, the translations, the React tree. */
import './window-host.ts';
import { createRoot } from 'react-dom/client';
import { chooseLanguage, LANGUAGE_DEFAULT } from '../../locales/language.ts';
import { createWords } from '../../locales/translate.ts';
import { Boundary } from '../ui/page/boundary.tsx';
import { preferredLanguages } from '../ui/browser/browser-services.ts';
import { followTranslation } from '../ui/language/follow-translation.ts';
import { keepFocus } from '../ui/overlay/keep-focus.ts';
import { SpeakContext } from '../ui/language/speak-context.ts';
import { speaking } from '../ui/language/speak-language.ts';
import { WordsContext } from '../ui/language/use-translation.ts';
import { ConsoleApp, Unreachable } from './app.tsx';
import { HostConsole } from './state/host-console.ts';
import { CONSOLE_LANGUAGES } from './languages.ts';
import { whenIdle } from './state/when-idle.ts';
import { WindowFailed } from './window-failed.tsx';
import '../ui/page/tokens.css';
import '../ui/people/person.css';
import '../ui/log/log.css';
import './window.css';
import './start/adapter-card.css';
import './start/start-screen.css';
import './join/join-card.css';
import './running/running-screen.css';
import './log/message-log.css';
import './log/message-marks.css';
import './log/log-filter.css';
import './running/host-composer.css';
import './people/people-table.css';
import './moderation/moderation-bar.css';
import './rooms/room-tabs.css';
import './controls/modal.css';
import './stats/reachability.css';
import './join/poster.css';
import './stats/stats.css';
import './inspector/inspector.css';

const words = createWords({}, LANGUAGE_DEFAULT);
const speak = speaking(words, CONSOLE_LANGUAGES);
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);
followTranslation();
keepFocus();

// Load the likely language while the server answers.
void speak(chooseLanguage(preferredLanguages()));
const host = new HostConsole(window.host, whenIdle);
host.open().then(
  async () => {
    await speak(chooseLanguage([host.store.read().language]));
    root.render(
      <WordsContext value={words}>
        <SpeakContext value={speak}>
          <Boundary instead={(again) => <WindowFailed onAgain={again} />}>
            <ConsoleApp host={host} />
          </Boundary>
        </SpeakContext>
      </WordsContext>,
    );
  },
  async (error: unknown) => {
    await speak(chooseLanguage(preferredLanguages()));
    root.render(
      <WordsContext value={words}>
        <Unreachable />
      </WordsContext>,
    );
    throw error;
  },
);
