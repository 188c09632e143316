/** The pages in WebKit. */
import { webKitDriver } from '../../build/machine.mjs';
import { openWebKit } from '../support/webkit-engine.ts';
import { walkIn } from './walks.ts';

walkIn('WebKit', webKitDriver(), openWebKit);
