// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import type { Person } from '../../../../contract/model/person.ts';
import { RoomsList, type ListedRoom } from '../../../../renderer/guest/rooms/rooms-list.tsx';
import { click, one, show } from '../shown.tsx';

const ann: Person = { id: 'a', name: 'Ann', role: 'guest', via: 'page' };
const lobby: ListedRoom = { id: 'lobby', name: 'Lobby', unread: 0, forYou: false };
const garden: ListedRoom = { id: 'garden', name: 'Garden', unread: 120, forYou: false };
const own: ListedRoom = { id: 'a+b', name: '', with: ann, unread: 1, forYou: true };

it('lists rooms and private conversations separately', () => {
  show(<RoomsList rooms={[own, lobby, garden]} current="lobby" onOpen={vi.fn()} />);
  const lists = [...document.querySelectorAll('section')].map((section) => [
    section.querySelector('h2')?.textContent,
    [...section.querySelectorAll('.room-name')].map(({ textContent }) => textContent),
  ]);
  expect(lists).toEqual([
    ['Rooms', ['Lobby', 'Garden']],
    ['Private', ['Ann']],
  ]);
  expect(one('[aria-current]').textContent).toContain('Lobby');
});

it('shows unread counts and mentions', () => {
  show(
    <RoomsList rooms={[garden, { ...lobby, unread: 2, forYou: true }, own]} current="" onOpen={vi.fn()} />,
  );
  const unread = [...document.querySelectorAll('.unread')];
  expect(unread.map((mark) => mark.querySelector('[aria-hidden]')?.textContent)).toEqual(['99+', '@2', '1']);
  expect(unread.map((mark) => mark.querySelector('.visually-hidden')?.textContent)).toEqual([
    '120 unread',
    '2 unread, for you',
    '1 unread, for you',
  ]);
});

it('opens a room, and explains how to write privately', () => {
  const onOpen = vi.fn();
  show(<RoomsList rooms={[lobby, garden]} current="lobby" onOpen={onOpen} />);
  click(one('li:nth-child(2) button'));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith('garden');
  expect(one('.rooms-none').textContent).toContain('choose them from the list of people');
});
