// @vitest-environment happy-dom
import { expect, it, onTestFinished, vi } from 'vitest';
import { useStill } from '../../../../renderer/ui/files/use-still.ts';
import { show, shown } from '../../guest/shown.tsx';

function Picture({ source }: { readonly source: string }) {
  return <img src={useStill(source, false)} alt="" />;
}

it('shows the picture itself if no first frame can be drawn', async () => {
  const loading = vi.spyOn(HTMLImageElement.prototype, 'src', 'set').mockImplementation(function (
    this: HTMLImageElement,
    source,
  ) {
    this.setAttribute('src', source);
    this.onload?.(new Event('load'));
  });
  // For example, larger than a canvas may be.
  const drawing = vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((told) => told(null));
  onTestFinished(() => {
    loading.mockRestore();
    drawing.mockRestore();
  });
  show(<Picture source="/files/wide.gif" />);
  expect(await shown('[src="/files/wide.gif"]')).toBeDefined();
});
