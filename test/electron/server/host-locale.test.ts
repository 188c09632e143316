import { expect, test } from 'vitest';
import { OwnWords } from '../../../electron/server/host-locale.ts';

test('what was handed out speaks another language as soon as it is chosen', () => {
  const own = new OwnWords('en');
  const { t, speak } = own;
  expect(t('shared:name.host')).toBe('Host');
  own.change('es');
  expect(t('shared:name.host')).toBe('Anfitrión');
  expect(own.language).toBe('es');
  expect(speak([])).toMatchObject({ language: 'es' });
  expect(speak(['fr'])).toMatchObject({ language: 'fr' });
  expect(t('shared:moderation.queue-count', { count: 2 })).toContain('2');
});
