/** The composition root of the guest page: the words, the session and the components, put together. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire.ts';
import { chooseLanguage, LANGUAGE_DEFAULT } from '../../words/language.ts';
import { createWords } from '../../words/words.ts';
import '../ui/log.css';
import '../ui/person.css';
import '../ui/tokens.css';
import { Boundary } from '../ui/boundary.tsx';
import { preferredLanguages } from '../ui/browser-services.ts';
import { followTranslation } from '../ui/follow-translation.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { SpeakContext } from '../ui/speak-context.ts';
import { speaking } from '../ui/speaking.ts';
import { WordsContext } from '../ui/use-words.ts';
import { App } from './app.tsx';
import { hostAnswers } from './host-answers.ts';
import './chat.css';
import './composer.css';
import './invite.css';
import './join.css';
import { LANGUAGE_FETCHES } from './languages.ts';
import { recallLanguage } from './memory.ts';
import './messages.css';
import { PageFailed } from './page-failed.tsx';
import './people.css';
import './print.css';
import { Session } from './session.ts';
import { followVisibleHeight } from './visible-height.ts';

const RELOAD_AFTER_MS = 3_000;

const words = createWords({}, LANGUAGE_DEFAULT);
const speak = speaking(words, LANGUAGE_FETCHES);
const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const session = new Session(
  () => new WebSocket(`${scheme}://${location.host}${SOCKET_PATH}`, SUBPROTOCOL),
  hostAnswers,
);
const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');

followVisibleHeight();
followTranslation();
keepFocus();
session.start();
// Nothing is shown before, so that nobody sees the wrong language first.
void speak(chooseLanguage([recallLanguage(), ...preferredLanguages()])).then(async (spoken) => {
  // The host went while the page came: it is tried again as a whole.
  if (!spoken && !(await speak(LANGUAGE_DEFAULT))) setTimeout(() => location.reload(), RELOAD_AFTER_MS);
  else
    createRoot(place).render(
      <StrictMode>
        <WordsContext value={words}>
          <SpeakContext value={speak}>
            <Boundary instead={() => <PageFailed />}>
              <App session={session} />
            </Boundary>
          </SpeakContext>
        </WordsContext>
      </StrictMode>,
    );
});
