/** The pages in Chromium. */
import { CHROMIUM } from '../support/browser.ts';
import { openChromium } from '../support/chromium-engine.ts';
import { walkIn } from './walks.ts';

walkIn('Chromium', CHROMIUM, openChromium);
