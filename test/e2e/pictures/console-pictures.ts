/** The pictures of the console in docs/: the window as it is built, with a host that is played, in the states that a host meets. */
import { join } from 'node:path';
import { launchBrowser } from '../../support/browsers/browser.ts';
import { actsIn } from '../../support/app/scenes.ts';
import { StagedWindow, type StagedHost } from '../../support/app/staged-window.ts';

const WINDOW = { width: 1080, height: 720 };

/** State → the name of its picture. */
const PICTURES: Readonly<Record<string, string>> = {
  'on, with causes why nobody comes': 'console-doctor',
  'a person': 'console-person',
  ban: 'console-ban',
  inspect: 'console-inspector',
  'what waits': 'console-waiting',
  settings: 'console-settings',
  'audit log': 'console-audit',
  'the plots': 'console-plots',
  export: 'console-export',
  poster: 'console-poster',
  'nothing found': 'console-filter',
  'nobody can come in': 'console-degraded',
};
/** Those that are shown by night too. */
const BY_NIGHT = ['console-person', 'console-plots'];
const IN_ARABIC = ['console-person'];

const LOOKS = [
  { language: 'en', colorScheme: 'light', ending: '', only: Object.values(PICTURES) },
  { language: 'en', colorScheme: 'dark', ending: '-dark', only: BY_NIGHT },
  { language: 'ar', colorScheme: 'light', ending: '-arabic', only: IN_ARABIC },
] as const;

/** On a day on which nothing is wrong with the disk, and nobody was refused. */
function calm(answers: StagedHost): StagedHost {
  const { snapshot } = answers;
  const chatInfo = { ...snapshot.chatInfo, keeping: { kind: 'saved' } } as const;
  return { ...answers, snapshot: { ...snapshot, chatInfo, access: { ...snapshot.access, refused: [] } } };
}

export async function takePictures(folder: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const { language, colorScheme, ending, only } of LOOKS) {
      for (const { answers, scenes } of actsIn(language)) {
        const staged = await StagedWindow.open(browser, calm(answers), { viewport: WINDOW, colorScheme });
        for (const scene of scenes) {
          await staged.enter(scene);
          const picture = PICTURES[scene.name];
          if (picture !== undefined && only.includes(picture))
            await staged.picture(join(folder, `${picture}${ending}.png`));
        }
        await staged.close();
      }
    }
  } finally {
    await browser.close();
  }
}
