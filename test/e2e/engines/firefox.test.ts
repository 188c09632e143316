/** The pages in Firefox. */
import { firefox } from '../../../build/machine/machine.mjs';
import { openFirefox } from '../../support/browsers/firefox-engine.ts';
import { walkIn } from './walks.ts';

walkIn('Firefox', firefox(), openFirefox);
