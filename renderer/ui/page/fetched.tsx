/** Wraps a component that is loaded on first use, with a message if loading or rendering fails. */
import { lazy, Suspense, type ComponentType } from 'react';
import { Boundary } from './boundary.tsx';
import { useWords } from '../language/use-translation.ts';

/** `failed` to load, or `broken` while rendering. */
export type PartFailure = 'failed' | 'broken';

/**
 * Call it once for each component, outside of render.
 *
 * @param Instead rendered if it fails
 */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Instead: ComponentType<{ readonly why: PartFailure }> = PartMissing,
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

export function PartMissing({ why }: { readonly why: PartFailure }) {
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
