// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { LanguageChoice } from '../../../../renderer/ui/language/language-choice.tsx';
import { WordsContext } from '../../../../renderer/ui/language/use-translation.ts';
import shared from '../../../../locales/en/shared.json';
import { createWords } from '../../../../locales/translate.ts';

it('shows the current language, also while another one cannot be loaded', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const words = createWords({ en: { shared }, de: { shared } }, 'en');
  const chosen: string[] = [];
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  onTestFinished(() => {
    act(() => root.unmount());
    vi.unstubAllGlobals();
  });
  act(() =>
    root.render(
      <WordsContext value={words}>
        <LanguageChoice onChoose={(language) => chosen.push(language)} />
      </WordsContext>,
    ),
  );
  const select = document.querySelector('select')!;
  select.value = 'de';
  act(() => void select.dispatchEvent(new Event('change', { bubbles: true })));
  expect(chosen).toEqual(['de']);
  expect(select.value).toBe('en');
  await act(async () => {
    await words.changeLanguage('de');
  });
  expect(select.value).toBe('de');
});
