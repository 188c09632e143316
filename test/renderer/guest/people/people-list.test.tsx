// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Present } from '../../../../contract/model/person.ts';
import { PeopleList } from '../../../../renderer/guest/people/people-list.tsx';
import { show } from '../shown.tsx';

const ann: Present = { id: 'a1b2c3d4', name: 'Ann', role: 'guest', via: 'page' };
const mark: Present = { id: 'e5f6a7b8', name: 'M\u0430rk', role: 'guest', via: 'page' };
const plain: Present = { id: 'c9d0e1f2', name: '192.168.1.9:52000', role: 'guest', via: 'plain' };

const textsOf = (selector: string) =>
  [...document.querySelectorAll('.person')].map((each) => each.querySelector(selector)?.textContent);

it('shows a short id that stays the same, but none for addresses', () => {
  show(<PeopleList people={[ann, mark, plain]} you={ann} />);
  expect(textsOf('.person-name')).toEqual(['Ann', '192.168.1.9:52000', 'M\u0430rk']);
  expect(textsOf('.person-id')).toEqual(['a1b2', undefined, 'e5f6']);
});

it('warns about a name that mixes scripts', () => {
  show(<PeopleList people={[ann, mark]} you={ann} />);
  expect(textsOf('.badge-mixed')).toEqual([undefined, 'mixed alphabets']);
});

it('offers private messages only to people whose client supports them', () => {
  const host: Present = { id: 'host', name: 'Hana', role: 'host', via: 'console' };
  show(<PeopleList people={[ann, mark, plain, host]} you={ann} onChoose={() => undefined} />);
  const offered = [...document.querySelectorAll('.person:has(.person-write) .person-name')];
  expect(offered.map(({ textContent }) => textContent)).toEqual([mark.name]);
});

it('marks moderators', () => {
  show(<PeopleList people={[ann, { ...mark, role: 'moderator' }]} you={ann} />);
  expect(textsOf('.badge-lit')).toEqual([undefined, 'moderator']);
});
