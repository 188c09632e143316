// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import {
  readNotificationChoices,
  writeNotificationChoices,
} from '../../../../renderer/guest/notifications/notification-choices.ts';

beforeEach(() => localStorage.clear());

test('sound is on by default on desktops', () => {
  expect(readNotificationChoices()).toEqual({ sound: true, system: false });
});

test.each([true, false].flatMap((sound) => [true, false].map((system) => ({ sound, system }))))(
  'remembers the choices: %o',
  (choices) => {
    writeNotificationChoices(choices);
    expect(readNotificationChoices()).toEqual(choices);
  },
);
