import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVERY_NETWORK, type Adapter } from '../../../../contract/ipc/adapter.ts';
import { chooseAdapter, isUsable, offerAdapters } from '../../../../renderer/console/start/adapter-choice.ts';

const wifi: Adapter = {
  name: 'wlan0',
  kind: 'wifi',
  addresses: ['192.168.1.20'],
  reason: 'default-route',
  suggested: true,
};
const vpn: Adapter = { name: 'wg0', kind: 'vpn', addresses: ['10.8.0.3'], reason: 'vpn', suggested: false };
const cable: Adapter = {
  name: 'eth0',
  kind: 'ethernet',
  addresses: [],
  reason: 'no-address',
  suggested: false,
};
const every: Adapter = {
  name: EVERY_NETWORK,
  kind: 'every',
  addresses: ['192.168.1.20'],
  reason: 'every-network',
  suggested: false,
};

const anyAdapters: fc.Arbitrary<readonly Adapter[]> = fc.uniqueArray(
  fc.record({
    name: fc.oneof(fc.string({ minLength: 1, maxLength: 4 }), fc.constant(EVERY_NETWORK)),
    kind: fc.constantFrom('wifi', 'ethernet', 'vpn', 'virtual', 'loopback', 'other', 'every'),
    addresses: fc.array(fc.ipV4(), { maxLength: 2 }),
    reason: fc.constantFrom('default-route', 'virtual', 'no-address'),
    suggested: fc.boolean(),
  }),
  { selector: (adapter) => adapter.name, maxLength: 16 },
);

test('the pick of the host stays as long as it is there', () => {
  expect(chooseAdapter([wifi, vpn], 'wg0')).toBe(vpn);
  expect(chooseAdapter([wifi], 'wg0')).toBe(wifi);
  expect(chooseAdapter([vpn, wifi], 'wg0')).toBe(vpn);
});

test('without a pick it is the suggested one, and every network only when asked for', () => {
  expect(chooseAdapter([vpn, wifi, every], '')).toBe(wifi);
  expect(chooseAdapter([every, vpn], '')).toBe(vpn);
  expect(chooseAdapter([every, cable], '')).toBeUndefined();
  expect(chooseAdapter([every, vpn], EVERY_NETWORK)).toBe(every);
});

test('an adapter without an address is not chosen, even if it was the last one used', () => {
  expect(chooseAdapter([cable, vpn], 'eth0')).toBe(vpn);
});

test('what is chosen can be bound', () => {
  fc.assert(
    fc.property(anyAdapters, fc.string(), (adapters, wanted) => {
      const chosen = chooseAdapter(adapters, wanted);
      expect(chosen === undefined || isUsable(chosen)).toBe(true);
    }),
  );
});

test('every adapter is offered once, and the chosen one in sight', () => {
  fc.assert(
    fc.property(anyAdapters, (adapters) => {
      const chosen = chooseAdapter(adapters, '')?.name;
      const { shown, folded, every: last } = offerAdapters(adapters, chosen);
      expect([...shown, ...folded, ...last].map(({ name }) => name).sort()).toEqual(
        adapters.map(({ name }) => name).sort(),
      );
      if (chosen !== undefined) expect([...shown, ...last].some(({ name }) => name === chosen)).toBe(true);
    }),
  );
});

test('few are shown all, of many the virtual and unconnected ones fold', () => {
  const virtual = (place: number): Adapter => ({
    ...vpn,
    name: `v${place}`,
    kind: 'virtual',
    reason: 'virtual',
  });
  expect(offerAdapters([wifi, cable, virtual(1)], 'wlan0').folded).toEqual([]);
  const many = [wifi, vpn, cable, virtual(1), virtual(2), virtual(3), every];
  expect(offerAdapters(many, 'v2').folded.map(({ name }) => name)).toEqual(['eth0', 'v1', 'v3']);
});
