/** The pages in Firefox. */
import { firefox } from '../../build/machine.mjs';
import { openFirefox } from '../support/firefox-engine.ts';
import { walkIn } from './walks.ts';

walkIn('Firefox', firefox(), openFirefox);
