// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it, onTestFinished } from 'vitest';
import type { Attachment } from '../../../../contract/model/attachment.ts';
import { Attachments } from '../../../../renderer/ui/files/attachments.tsx';
import { shownFile } from '../../../../renderer/ui/files/shown-file.ts';
import { button, click, one, press, show, shown } from '../../guest/shown.tsx';

const picture = { type: 'image/png', width: 1800, height: 900 } as const;
function attached(id: string, more: Partial<Attachment> = {}): Attachment {
  return { id, name: `${id}.png`, bytes: 2_048, picture: { ...picture, thumbnail: `${id}small` }, ...more };
}
const card = attached('pdf', { name: 'Report "<b>".pdf' });
const { picture: _, ...report } = card;

function showFiles(...files: readonly Attachment[]): void {
  show(<Attachments files={files.map(shownFile)} />);
}
const images = () => [...document.querySelectorAll('.attachments img')].map((image) => image.outerHTML);

it('reserves space for a picture, shows its thumbnail and its name', () => {
  showFiles(attached('a'));
  const image = one('.attachments img');
  expect(image.getAttribute('src')).toBe('/files/asmall');
  expect([image.getAttribute('width'), image.getAttribute('height')]).toEqual(['360', '180']);
  expect(image.getAttribute('alt')).toBe('a.png');
});

it('shows a small picture itself, and a large one without a thumbnail only on request', () => {
  showFiles(attached('a', { picture }), attached('b', { picture, bytes: 5_000_000 }));
  expect(images()).toHaveLength(1);
  expect(images()[0]).toContain('src="/files/a"');
  expect(button('Open b.png').textContent).toBe('Open');
});

it('offers other files for download under any name', () => {
  showFiles(report);
  const link = one('a');
  expect(link.getAttribute('href')).toBe('/files/pdf');
  expect(link.getAttribute('download')).toBe('Report "<b>".pdf');
  expect(link.getAttribute('aria-label')).toBe('Download Report "<b>".pdf, 2 kB');
  expect(one('.file-name').textContent).toBe('Report "<b>".pdf');
  expect(document.querySelector('b')).toBeNull();
});

it('labels a file without a name', () => {
  showFiles({ ...report, name: '' });
  expect(one('a').getAttribute('download')).toBe('File');
});

it('shows a notice in place of a missing picture', () => {
  showFiles(attached('a'));
  act(() => void one('.attachments img').dispatchEvent(new Event('error')));
  expect(one('.picture-broken').getAttribute('aria-label')).toContain('a.png: This picture can’t be shown.');
});

it('cycles through the pictures of the message by keyboard', async () => {
  showFiles(attached('a'), report, attached('b'), attached('c'));
  const opener = button('Open b.png');
  opener.focus();
  click(opener);
  const box = await shown('[role=dialog]');
  const seen = () => [
    one('.light-box-picture').getAttribute('alt'),
    one('.light-box-caption > span').textContent,
  ];
  expect(seen()).toEqual(['b.png', '2 of 3']);
  expect(one('.light-box-picture').getAttribute('src')).toBe('/files/b');
  press(box, 'ArrowRight');
  press(box, 'ArrowRight');
  expect(seen()).toEqual(['a.png', '1 of 3']);
  press(box, 'ArrowLeft');
  expect(seen()).toEqual(['c.png', '3 of 3']);
  press(box, 'Escape');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  expect(document.activeElement).toBe(opener);
});

it('reverses the direction in right-to-left languages', async () => {
  document.documentElement.style.direction = 'rtl';
  onTestFinished(() => void (document.documentElement.style.direction = ''));
  showFiles(attached('a'), attached('b'), attached('c'));
  click(button('Open b.png'));
  press(await shown('[role=dialog]'), 'ArrowLeft');
  expect(one('.light-box-picture').getAttribute('alt')).toBe('c.png');
});

it('turns on a horizontal swipe, but not on a vertical one', async () => {
  showFiles(attached('a'), attached('b'));
  click(button('Open a.png'));
  await shown('[role=dialog]');
  const stage = one('.light-box-stage');
  const swipe = (x: number, y: number) => {
    const at = (clientX: number, clientY: number) => ({
      bubbles: true,
      pointerType: 'touch',
      clientX,
      clientY,
    });
    act(() => void stage.dispatchEvent(new PointerEvent('pointerdown', at(200, 200))));
    act(() => void stage.dispatchEvent(new PointerEvent('pointerup', at(200 + x, 200 + y))));
  };
  const alt = () => one('.light-box-picture').getAttribute('alt');
  swipe(-60, 90);
  expect(alt()).toBe('a.png');
  swipe(-60, 10);
  expect(alt()).toBe('b.png');
  swipe(60, 10);
  expect(alt()).toBe('a.png');
});
