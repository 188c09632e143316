/** The pictures of a message: one alone, or several as a grid. Space is reserved before they load. */
import { useState } from 'react';
import { useWords } from '../language/use-translation.ts';
import { useSource } from './file-source.tsx';
import { fitInto } from './picture-size.ts';
import { useMedia } from '../browser/use-media.ts';
import { useStill } from './use-still.ts';
import type { ShownFile, ShownPicture } from './shown-file.ts';

/** The largest size of a single picture, in CSS pixels. */
const ALONE = { width: 360, height: 320 };

interface Props {
  readonly files: readonly ShownFile[];
  readonly onOpen: (key: string) => void;
}

export function PictureGrid({ files, onOpen }: Props) {
  if (files.length === 1)
    return files.map((file) => <OnePicture key={file.key} file={file} alone onOpen={onOpen} />);
  const columns = files.length === 2 || files.length === 4 ? 'pictures-2' : 'pictures-3';
  return (
    <div className={`pictures ${columns}`}>
      {files.map((file) => (
        <OnePicture key={file.key} file={file} alone={false} onOpen={onOpen} />
      ))}
    </div>
  );
}

interface PictureProps {
  readonly file: ShownFile;
  readonly alone: boolean;
  readonly onOpen: (key: string) => void;
}

function OnePicture({ file: { key, name, picture, visible }, alone, onOpen }: PictureProps) {
  const { t } = useWords();
  const [broken, setBroken] = useState<string>();
  const source = useSource(picture?.small ?? '');
  if (picture === undefined) return null;
  const alt = name === '' ? t('shared:files.unnamed') : name;
  const className = alone ? 'picture picture-alone' : 'picture';
  if (source === null || broken === picture.small)
    return (
      <p
        className={`${className} picture-broken`}
        role="img"
        aria-label={`${alt}: ${t('shared:files.broken')}`}
      >
        {t('shared:files.broken')}
      </p>
    );
  const image = <Small {...{ picture, source, alt, alone }} onBroken={() => setBroken(picture.small)} />;
  if (!visible) return <span className={className}>{image}</span>;
  return (
    <button
      type="button"
      className={className}
      title={alt}
      aria-label={t('shared:files.open-name', { name: alt })}
      aria-haspopup="dialog"
      onClick={() => onOpen(key)}
    >
      {image}
    </button>
  );
}

interface SmallProps {
  readonly picture: ShownPicture;
  /** Left out while loading. */
  readonly source: string | undefined;
  readonly alt: string;
  readonly alone: boolean;
  readonly onBroken: () => void;
}

/** With reduced motion, animations play only in the light box (WCAG 2.2.2). */
function Small({ picture, source, alt, alone, onBroken }: SmallProps) {
  const reducedMotion = useMedia('(prefers-reduced-motion: reduce)');
  const shown = useStill(source, picture.still === true || !reducedMotion);
  const { width, height } = alone ? fitInto(picture, ALONE) : picture;
  return (
    <img
      src={shown}
      alt={alt}
      width={width}
      height={height}
      decoding="async"
      draggable={false}
      onError={onBroken}
    />
  );
}
