/** Makes a part of the page that is fetched when it is first needed, and says so if it cannot be, or if it fails. */
import { lazy, Suspense, type ComponentType } from 'react';
import { Boundary } from './boundary.tsx';
import { useWords } from '../language/use-translation.ts';

/** Why a part is not there: `failed` to be fetched, or `broken` while it was drawn. */
export type PartTrouble = 'failed' | 'broken';

/**
 * Called once for each part, outside of components.
 * @param Instead stands in its place when it is not there
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Instead: ComponentType<{ readonly why: PartTrouble }> = PartMissing,
): ComponentType<Props> {
  const Part = lazy(async (): Promise<{ readonly default: ComponentType<Props> }> => {
    try {
      return { default: await load() };
    } catch {
      return { default: NotFetched };
    }
  });
  return function Fetched(props: Props) {
    return (
      <Boundary instead={() => <Instead why="broken" />}>
        <Suspense>
          <Part {...props} />
        </Suspense>
      </Boundary>
    );
  };

  function NotFetched() {
    return <Instead why="failed" />;
  }
}

export function PartMissing({ why }: { readonly why: PartTrouble }) {
  const { t } = useWords();
  return (
    <p className="refusal" role="alert">
      {t(`shared:fetched.${why}`)}{' '}
      <button type="button" className="refusal-reload" onClick={() => location.reload()}>
        {t('shared:fetched.reload')}
      </button>
    </p>
  );
}
