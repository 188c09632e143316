// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Flat } from '../../../renderer/ui/flat.tsx';
import { show, shown } from '../chat/shown.tsx';

it('says the words of a text without its signs, as soon as what reads them is there', async () => {
  show(<Flat text="**so** `it` is">{(flat) => <p title={flat}>{flat}</p>}</Flat>);
  expect((await shown('[title="so it is"]')).textContent).toBe('so it is');
});

it('shows at once what has no signs', () => {
  show(<Flat text="so it is">{(flat) => <p>{flat}</p>}</Flat>);
  expect(document.querySelector('p')?.textContent).toBe('so it is');
});
