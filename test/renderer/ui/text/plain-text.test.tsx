// @vitest-environment happy-dom
import { expect, it, onTestFinished, vi } from 'vitest';
import { PlainText } from '../../../../renderer/ui/text/plain-text.tsx';
import { show, shown } from '../../guest/shown.tsx';

it('shows a text without Markdown syntax once the parser has loaded', async () => {
  show(<PlainText text="**so** `it` is">{(flat) => <p title={flat}>{flat}</p>}</PlainText>);
  expect((await shown('[title="so it is"]')).textContent).toBe('so it is');
});

it('shows a text without Markdown at once', () => {
  show(<PlainText text="so it is">{(flat) => <p>{flat}</p>}</PlainText>);
  expect(document.querySelector('p')?.textContent).toBe('so it is');
});

it('shows the text as written where the browser is too old for the parser', async () => {
  // The parser has loaded.
  show(<PlainText text="*before*">{(flat) => <p title={flat}>{flat}</p>}</PlainText>);
  await shown('[title="before"]');
  const at = vi.spyOn(Array.prototype, 'at').mockImplementation(() => {
    throw new TypeError('t.at is not a function');
  });
  const logged = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => {
    at.mockRestore();
    logged.mockRestore();
  });
  show(
    <div>
      <PlainText text="2 * 3 and `six`">{(flat) => <p>{flat}</p>}</PlainText>
      <p>and the rest</p>
    </div>,
  );
  const texts = [...document.querySelectorAll('p')].map(({ textContent }) => textContent);
  expect(texts).toEqual(['2 * 3 and `six`', 'and the rest']);
  expect(at).toHaveBeenCalled();
});
