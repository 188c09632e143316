/** The pages in WebKit. */
import { webKitDriver } from '../../../build/machine/machine.mjs';
import { openWebKit } from '../../support/browsers/webkit-engine.ts';
import { walkIn } from './walks.ts';

walkIn('WebKit', webKitDriver(), openWebKit);
