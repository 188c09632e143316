/** What the person at the window answers when the system asks them where to save: a file, or nothing. */
import type { ElectronApplication } from 'playwright-core';

/** From now on; the dialog itself is the system's, and no test can press anything in it. */
export async function answerSaves(electron: ElectronApplication, file: string | undefined): Promise<void> {
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: filePath === undefined, filePath: filePath ?? '' });
  }, file);
}
