// @vitest-environment happy-dom
import fc from 'fast-check';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { followTranslation } from '../../../../renderer/ui/language/follow-translation.ts';
import { show } from '../../guest/shown.tsx';
import { translateTexts } from '../../../support/browsers/translate-texts.ts';

/** A text, an element with children, or nothing. */
type Part = string | null | readonly Part[];
const { part } = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom('Searching…', 'Nobody wrote that.', '1 message', '2 messages', ''),
    fc.constant(null),
    fc.array(tie('part'), { maxLength: 4 }),
  ),
}));
const parts = fc.array(part, { maxLength: 5 });

function drawn(parts: readonly Part[]): ReactNode[] {
  return parts.map((each, i) =>
    each === null || typeof each === 'string' ? each : <b key={i}>{drawn(each)}</b>,
  );
}

const settled = () => new Promise((resolve) => setTimeout(resolve));
const read = (place: Element) => place.textContent.replace(/[‹›]/g, '');

function wordsOf(parts: readonly Part[]): string {
  return parts.map((each) => (each === null ? '' : typeof each === 'string' ? each : wordsOf(each))).join('');
}

let follows = false;
function followOnce(): void {
  if (!follows) followTranslation();
  follows = true;
}

/** A translator that sees changes before any other observer. */
it('a text translated right after a change can still be changed and removed', async () => {
  followOnce();
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { minLength: 2, maxLength: 5 }), async (states) => {
      show(<i />);
      await settled();
      for (const state of states) {
        const body = show(<main>{drawn(state)}</main>);
        translateTexts(body);
        await settled();
        expect(read(body)).toBe(wordsOf(state));
      }
    }),
  );
});

it('a translated page shows the same content as an untranslated one after any changes', async () => {
  followOnce();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(parts, fc.boolean()), { minLength: 2, maxLength: 5 }),
      async (states) => {
        show(<i />);
        await settled();
        for (const [state, translated] of states) {
          const body = show(<main>{drawn(state)}</main>);
          await settled();
          expect(read(body)).toBe(wordsOf(state));
          if (translated) translateTexts(body);
          await settled();
          expect(read(body)).toBe(wordsOf(state));
        }
      },
    ),
  );
});
