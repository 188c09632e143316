/** Makes a schema of a function that reads a value, until the noun has a schema of its own. */
import * as v from 'valibot';

/** @param parse returns `undefined` for a value that it does not accept */
export function parsedBy<T>(parse: (raw: unknown) => T | undefined) {
  return v.pipe(
    v.custom<T>(() => true),
    v.rawTransform<T, T>(({ dataset, addIssue, NEVER }) => {
      const parsed = parse(dataset.value);
      if (parsed !== undefined) return parsed;
      addIssue();
      return NEVER;
    }),
  );
}
