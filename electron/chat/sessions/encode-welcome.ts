/** A `welcome` as JSON, put together out of what is encoded already: with a thousand people in it, most of it is theirs. */
import { withRuns } from '../../../contract/model/arrivals.ts';
import type { Page } from '../../../contract/wire/page.ts';
import type { Welcome } from '../../../contract/wire/server-message.ts';

/**
 * @param people the list as JSON
 * @param inRuns whether those who came close together are written as one
 */
export function encodeWelcome(
  { pages, ...rest }: Omit<Welcome, 'people'>,
  people: string,
  inRuns: boolean,
): string {
  const fields = JSON.stringify(rest).slice(0, -1);
  return `${fields},"people":${people},"pages":${JSON.stringify(inRuns ? pages.map(shorter) : pages)}}`;
}

function shorter(page: Page): object {
  return { ...page, entries: withRuns(page.entries) };
}
