// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import {
  readNotificationChoices,
  writeNotificationChoices,
} from '../../../../renderer/guest/notifications/notification-choices.ts';

beforeEach(() => localStorage.clear());

test('at a desk there is a sound until somebody says otherwise', () => {
  expect(readNotificationChoices()).toEqual({ sound: true, system: false });
});

test.each([true, false].flatMap((sound) => [true, false].map((system) => ({ sound, system }))))(
  'what was chosen is remembered: %o',
  (choices) => {
    writeNotificationChoices(choices);
    expect(readNotificationChoices()).toEqual(choices);
  },
);
