/** The pages in Chromium. */
import { CHROMIUM } from '../../support/browsers/browser.ts';
import { openChromium } from '../../support/browsers/chromium-engine.ts';
import { walkIn } from './walks.ts';

walkIn('Chromium', CHROMIUM, openChromium);
