/** Starts the window: the line to the host, the words, the page. It refuses to know what the page shows. */
import './window-host.ts';
import { createRoot } from 'react-dom/client';
import console from '../../words/en/console.json';
import shared from '../../words/en/shared.json';
import { createWords, LANGUAGE_DEFAULT } from '../../words/words.ts';
import { WordsContext } from '../ui/use-words.ts';
import { App, Unreachable } from './app.tsx';
import { HostConsole } from './host-console.ts';
import '../ui/tokens.css';
import '../ui/person.css';
import '../ui/log.css';
import './window.css';
import './adapter-card.css';
import './off-screen.css';
import './on-screen.css';
import './message-log.css';
import './people-table.css';
import './qr-dialog.css';

const words = createWords({ en: { shared, console } }, LANGUAGE_DEFAULT);
const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
const root = createRoot(place);

const host = new HostConsole(window.host);
host.open().then(
  (choice) =>
    root.render(
      <WordsContext value={words}>
        <App host={host} choice={choice} />
      </WordsContext>,
    ),
  (error: unknown) => {
    root.render(
      <WordsContext value={words}>
        <Unreachable />
      </WordsContext>,
    );
    throw error;
  },
);
