/** Makes a part of the page that is fetched when it is first needed, and says so if it cannot be. */
import { lazy, Suspense, type ComponentType } from 'react';
import { useWords } from './use-words.ts';

/** Called once for each part, outside of components. */
export function fetched<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
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
      <Suspense>
        <Part {...props} />
      </Suspense>
    );
  };
}

export function NotFetched() {
  const { t } = useWords();
  return (
    <p className="refusal" role="alert">
      {t('shared:fetched.failed')}
    </p>
  );
}
