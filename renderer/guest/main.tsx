/** The entry point of the guest page: creates the translations, the client and the components. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire/wire.ts';
import { chooseLanguage, LANGUAGE_DEFAULT } from '../../locales/language.ts';
import { createWords } from '../../locales/translate.ts';
import '../ui/log/log.css';
import '../ui/people/person.css';
import '../ui/page/tokens.css';
import { Boundary } from '../ui/page/boundary.tsx';
import { preferredLanguages } from '../ui/browser/browser-services.ts';
import { followTranslation } from '../ui/language/follow-translation.ts';
import { keepFocus } from '../ui/overlay/keep-focus.ts';
import { SpeakContext } from '../ui/language/speak-context.ts';
import { speaking } from '../ui/language/speak-language.ts';
import { WordsContext } from '../ui/language/use-translation.ts';
import { GuestApp } from './app.tsx';
import { isHostReachable } from './connection/is-host-reachable.ts';
import './chat.css';
import './composer/composer.css';
import './join/invite.css';
import './join/join.css';
import { GUEST_LANGUAGES } from './language/languages.ts';
import { recallLanguage } from './session/memory.ts';
import './messages/messages.css';
import { PageFailed } from './page-failed.tsx';
import './people/people.css';
import './print.css';
import { ChatClient } from './session/chat-client.ts';
import { followVisibleHeight } from './visible-height.ts';

const RELOAD_AFTER_MS = 3_000;

const translation = createWords({}, LANGUAGE_DEFAULT);
const switchLanguage = speaking(translation, GUEST_LANGUAGES);
const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const client = new ChatClient(
  () => new WebSocket(`${scheme}://${location.host}${SOCKET_PATH}`, SUBPROTOCOL),
  isHostReachable,
);
const root = document.getElementById('page');
if (root === null) throw new Error('index.html has no #page');

followVisibleHeight();
followTranslation();
keepFocus();
client.start();
// Renders only after the language has loaded, so that no other language flashes up.
void switchLanguage(chooseLanguage([recallLanguage(), ...preferredLanguages()])).then(async (loaded) => {
  // The host went away while the page loaded.
  if (!loaded && !(await switchLanguage(LANGUAGE_DEFAULT)))
    setTimeout(() => location.reload(), RELOAD_AFTER_MS);
  else
    createRoot(root).render(
      <StrictMode>
        <WordsContext value={translation}>
          <SpeakContext value={switchLanguage}>
            <Boundary instead={() => <PageFailed />}>
              <GuestApp session={client} />
            </Boundary>
          </SpeakContext>
        </WordsContext>
      </StrictMode>,
    );
});
