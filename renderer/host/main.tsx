/** Starts the window: the line to the host, the words, the page. It refuses to know what the page shows. */
import './window-host.ts';
import { createRoot } from 'react-dom/client';
import { chooseLanguage, LANGUAGE_DEFAULT } from '../../words/language.ts';
import { createWords } from '../../words/words.ts';
import { Boundary } from '../ui/boundary.tsx';
import { preferredLanguages } from '../ui/browser-services.ts';
import { followTranslation } from '../ui/follow-translation.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { SpeakContext } from '../ui/speak-context.ts';
import { speaking } from '../ui/speaking.ts';
import { WordsContext } from '../ui/use-words.ts';
import { App, Unreachable } from './app.tsx';
import { HostConsole } from './host-console.ts';
import { LANGUAGE_FETCHES } from './languages.ts';
import { whenIdle } from './when-idle.ts';
import { WindowFailed } from './window-failed.tsx';
import '../ui/tokens.css';
import '../ui/person.css';
import '../ui/log.css';
import './window.css';
import './adapter-card.css';
import './off-screen.css';
import './join-card.css';
import './on-screen.css';
import './message-log.css';
import './message-marks.css';
import './log-filter.css';
import './composer.css';
import './people-table.css';
import './order-bar.css';
import './room-tabs.css';
import './modal.css';
import './doctor.css';
import './poster.css';
import './pulse.css';
import './wire.css';

const words = createWords({}, LANGUAGE_DEFAULT);
const speak = speaking(words, LANGUAGE_FETCHES);
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);
followTranslation();
keepFocus();

// What is most likely spoken is fetched while the host is asked.
void speak(chooseLanguage(preferredLanguages()));
const host = new HostConsole(window.host, whenIdle);
host.open().then(
  async (choice) => {
    await speak(chooseLanguage([host.language]));
    root.render(
      <WordsContext value={words}>
        <SpeakContext value={speak}>
          <Boundary instead={(again) => <WindowFailed onAgain={again} />}>
            <App host={host} choice={choice} />
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
