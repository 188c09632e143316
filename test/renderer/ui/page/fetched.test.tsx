// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { fetched } from '../../../../renderer/ui/page/fetched.tsx';
import { show, shown } from '../../guest/shown.tsx';

it('shows a part once it has loaded', async () => {
  const Part = fetched(() => Promise.resolve(({ text }: { readonly text: string }) => <p>{text}</p>));
  show(<Part text="here" />);
  expect((await shown('p')).textContent).toBe('here');
});

it('says so if a part cannot be loaded, and keeps the rest of the page', async () => {
  const Part = fetched(() => Promise.reject(new TypeError('no network')));
  show(
    <main>
      <Part />
    </main>,
  );
  expect((await shown('main [role=alert]')).textContent).toContain('Reload it once you’re connected');
});
