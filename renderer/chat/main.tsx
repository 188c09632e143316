/** The composition root of the guest page: the words, the session and the components, put together. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire.ts';
import chat from '../../words/en/chat.json';
import shared from '../../words/en/shared.json';
import { createWords, LANGUAGE_DEFAULT } from '../../words/words.ts';
import '../ui/log.css';
import '../ui/person.css';
import '../ui/tokens.css';
import { WordsContext } from '../ui/use-words.ts';
import { App } from './app.tsx';
import './chat.css';
import './composer.css';
import './invite.css';
import './join.css';
import './messages.css';
import './people.css';
import { Session } from './session.ts';
import { followVisibleHeight } from './visible-height.ts';

const words = createWords({ en: { chat, shared } }, LANGUAGE_DEFAULT);
const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
const session = new Session(() => new WebSocket(`${scheme}://${location.host}${SOCKET_PATH}`, SUBPROTOCOL));
const place = document.getElementById('page');
if (place === null) throw new Error('index.html has no #page');

followVisibleHeight();
session.start();
createRoot(place).render(
  <StrictMode>
    <WordsContext value={words}>
      <App session={session} />
    </WordsContext>
  </StrictMode>,
);
