/** The states of the console: what a host would have told for each, and what is pressed to come there. */
import { APP_SETTINGS_DEFAULT, type LimitNow } from '../../../contract/ipc/app-settings.ts';
import type { AuditEntry } from '../../../contract/model/audit-entry.ts';
import type { Reachability } from '../../../contract/ipc/reachability.ts';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { Degraded, Running } from '../../../contract/ipc/host-state.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { NO_TRAFFIC, SAMPLES_MAX, type TrafficStats, type Sample } from '../../../contract/ipc/stats.ts';
import { RANGES } from '../../../electron/server/limits/limits.ts';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';
import type { News, StagedHost, Turn } from './staged-window.ts';

/** Noon of a day in autumn. */
const NOON = Date.UTC(2026, 10, 24, 12);
const MINUTE_MS = 60_000;

const adapters: readonly Adapter[] = [
  {
    ...{ name: 'Wi-Fi', kind: 'wifi', addresses: ['192.168.1.20', 'fe80::1c2d:3e4f:5a6b:7c8d'] },
    ...{ reason: 'default-route', suggested: true },
  },
  {
    name: 'Ethernet 2',
    kind: 'ethernet',
    addresses: ['10.20.0.14'],
    reason: 'private-address',
    suggested: false,
  },
  { name: 'tailscale0', kind: 'vpn', addresses: ['100.101.102.103'], reason: 'vpn', suggested: false },
  { name: 'lo', kind: 'loopback', addresses: ['127.0.0.1'], reason: 'this-machine', suggested: false },
];

const running: Running = {
  ...{ kind: 'running', link: 'http://192.168.1.20:8080', shareable: true, adapter: 'Wi-Fi' },
  ...{ address: '192.168.1.20', port: 8080, room: 'Workshop', since: NOON },
};
const { kind: _, ...place } = running;
const degraded: Degraded = {
  ...place,
  kind: 'degraded',
  trouble: { code: 'address-gone', address: running.address },
};

const host: Person = { id: 'host', name: 'Host', role: 'host', via: 'console' };
const guests: readonly ConnectedPerson[] = [
  ['tomas', 'Tomás', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  [
    'ming',
    '小明',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  ],
  [
    'maryam',
    'مريم',
    'Mozilla/5.0 (Linux; Android 15; Pixel Tablet) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  ],
].map(([id = '', name = '', userAgent = ''], i) => ({
  ...{ id, name, userAgent, role: 'guest', via: 'page', address: `192.168.1.${31 + i}` },
  ...{ since: NOON + i * MINUTE_MS, asleep: i === 1, ...(i === 2 && { muted: { seconds: 600 } }) },
}));
const people: readonly ConnectedPerson[] = [
  ...guests,
  {
    ...{ id: 'plain', name: '192.168.1.52:51724', role: 'guest', via: 'plain', address: '192.168.1.52' },
    ...{ userAgent: '', since: NOON, asleep: false },
  },
];
const [tomas, ming] = guests as [ConnectedPerson, ConnectedPerson];

const entries: readonly Entry[] = [
  { type: 'joined', room: LOBBY, seq: 1, at: NOON, person: tomas },
  {
    type: 'message',
    room: LOBBY,
    seq: 2,
    at: NOON + 1,
    from: host,
    text: 'Good morning! There is no internet here.',
  },
  {
    ...{
      type: 'message',
      room: LOBBY,
      seq: 3,
      at: NOON + 2,
      from: tomas,
      text: 'Who brings the **cables**?',
    },
    ...{ edited: true, reactions: [{ emoji: '👍', by: ['ming', 'maryam'] }] },
  },
  {
    ...{
      type: 'message',
      room: LOBBY,
      seq: 4,
      at: NOON + 3,
      from: ming,
      text: '我帶了四條，都在後面的箱子裡。',
    },
    reply: { seq: 3, from: tomas, text: 'Who brings the cables?' },
  },
  { type: 'message', room: LOBBY, seq: 5, at: NOON + 4, from: tomas, text: '', deleted: true },
  { type: 'left', room: LOBBY, seq: 6, at: NOON + 5, person: ming, goodbye: false },
];

const diagnosis: Reachability = {
  namedLink: 'http://porchlight-3fa2.local:8080',
  causes: ['firewall', 'isolation', 'other-network', 'mobile'],
  checks: [
    { finding: 'bound', verdict: 'good' },
    { finding: 'reached', verdict: 'good' },
    { finding: 'network-unsure', verdict: 'unsure' },
    { finding: 'firewall-firewalld', verdict: 'unsure' },
    { finding: 'announced', verdict: 'good' },
    { finding: 'visitor-none', verdict: 'unsure' },
  ],
};

const figures: readonly TrafficStats[] = people.map(({ id }, i) => ({
  ...{ id, lastSeen: NOON + i * 1_000, messages: 12 * i, received: 40_000 * i, sent: 2_000_000 + i },
  ...(i > 0 && { roundTripMs: 4 * i }),
}));
/** An hour in which people come and go. */
const samples: readonly Sample[] = Array.from({ length: SAMPLES_MAX }, (__, i) => ({
  at: NOON + i * 2_000,
  people: Math.round(14 + 10 * Math.sin(i / 200)),
  messagesPerSecond: 2 + Math.abs(Math.sin(i / 40)) * 3,
  bytesPerSecond: 40_000 + 30_000 * Math.abs(Math.cos(i / 70)),
  roundTrip50: 8 + 3 * Math.sin(i / 60),
  roundTrip99: 40 + 20 * Math.sin(i / 90),
  delayMs: 1 + (i % 90 === 0 ? 12 : 0),
}));

const done: readonly Omit<AuditEntry, 'at' | 'by'>[] = [
  { what: 'ban', whom: tomas, reason: 'Spam', covers: { token: true, name: true, address: true } },
  { what: 'mute', whom: ming, reason: '', minutes: 10 },
  { what: 'rules', room: { id: LOBBY, name: 'Workshop' }, rules: { slow: 30, approve: true } },
  { what: 'pin', to: 'removed' },
  { what: 'remove', whom: ming, refused: 'not-allowed' },
];
const deeds = done.map((each, i) => ({
  number: 9 - i,
  entry: { at: NOON - i * MINUTE_MS, by: host, ...each },
}));

const limits = Object.entries(RANGES).flatMap(([name, { usual, least, most, unit }]): LimitNow[] =>
  name === 'history-megabytes'
    ? []
    : [{ name: name as LimitNow['name'], value: usual, usual, least, most, unit }],
);

const news: News = {
  stats: {
    figures,
    sample: samples.at(-1)!,
    storage: {
      history: { bytes: 3_400_000, max: 536_870_912 },
      files: { bytes: 91_000_000, max: 5_368_709_120 },
      free: 81_000_000_000,
    },
    ended: [{ id: 'gone', name: 'Гость', address: '192.168.1.77', at: NOON, code: 1006 }],
  },
  keepsAwake: true,
};

/** A busy afternoon. @param state of the light */
function answersIn(language: string, state: HostSnapshot['state']): StagedHost {
  const chatInfo = {
    rooms: [
      { id: LOBBY, name: 'Workshop', latest: 6, rules: { slow: 10 } },
      { id: 'kitchen', name: 'Kitchen', latest: 0 },
      { id: 'room-3', name: 'A room whose name is as long as somebody likes', latest: 0 },
    ],
    retention: { saved: true, days: 90, megabytes: 512 },
    persistence: { kind: 'failing', why: 'disk-full', detail: 'no space left on device' },
    clock: {},
  } as const;
  const written = {
    ok: true,
    file: '/home/ada/porchlight-2026-11-24.html',
    messages: 12,
    last: 'a'.repeat(64),
  } as const;
  return {
    subscribe: null,
    snapshot: {
      traffic: NO_TRAFFIC,
      samples,
      ...{ state, adapters, people, chatInfo, diagnosis, language, entries },
      startOptions: {
        adapter: 'Wi-Fi',
        port: 8080,
        room: 'Workshop',
        pin: '482913',
        retentionDays: 90,
        retentionMegabytes: 512,
      },
      settings: APP_SETTINGS_DEFAULT,
      access: {
        allowed: { names: ['chat.example.org'], origins: [] },
        refused: [{ kind: 'name', value: 'chat.school.example' }],
      },
      nearby: [{ name: 'Room 3', link: 'http://192.168.1.77:8080' }],
      moderation: {
        waiting: [
          {
            id: 'w1',
            room: LOBBY,
            from: ming,
            text: 'May I ask something?',
            files: [{ id: 'f1', name: 'plan.pdf', bytes: 20_480 }],
            at: NOON,
          },
        ],
        announcement: { id: 'a1', text: 'Lunch is at noon, in the kitchen.', by: 'Host', at: NOON },
      },
    },
    start: state,
    stop: { kind: 'stopped' },
    readLog: { entries: [] },
    inspect: {
      ...{
        id: 'tomas',
        address: '192.168.1.31',
        port: 51_724,
        via: 'page',
        since: NOON,
        passed: 2,
        waiting: 0,
      },
      handshake: ['GET /ws HTTP/1.1', 'Host: 192.168.1.20:8080', 'Sec-WebSocket-Key: (24)'],
      frames: [
        { at: NOON, way: 'in', opcode: 1, fin: true, length: 84, kind: 'say' },
        { at: NOON + 40, way: 'out', opcode: 8, fin: true, length: 2, code: 1001 },
      ],
      closed: 1001,
    },
    bans: [
      {
        ...{
          id: 'b1',
          name: 'Mallory',
          by: 'Host',
          reason: 'Spam, again and again',
          at: NOON,
          seconds: 3_600,
        },
        covers: { token: true, name: true, address: false },
      },
    ],
    auditLog: { entries: deeds, more: true },
    previewBan: { others: [ming], holds: { token: true, name: true, address: true } },
    limits,
    about: {
      version: '0.1.0',
      runsOn: [{ name: 'Electron', version: '45.4.1' }],
      licences: [{ name: 'react', version: '19.3.1', licence: 'MIT', text: 'Permission is hereby granted' }],
    },
    ...{
      auditLogText: '',
      saveAuditLog: 'saved',
      exportLog: written,
    },
    ...{
      saveReport: written,
      copyLink: true,
      openLink: 'opened',
      fullScreen: true,
      storedFiles: [],
      networkUsage: {
        most: { connections: 2_048, unjoined: 2_012, uploads: 8, waiting: 50, forms: 256 },
        taken: { connections: 86, unjoined: 50, uploads: 3, waiting: 27, forms: 2 },
        networks: [
          {
            network: '2001:db8:85a3:8d3::/64',
            counts: { connections: 48, unjoined: 44, uploads: 2, waiting: 25, forms: 0 },
            people: 4,
          },
          {
            network: '192.168.1.31',
            counts: { connections: 38, unjoined: 6, uploads: 1, waiting: 2, forms: 2 },
            people: 34,
          },
        ],
        others: 3,
      },
      readPicture: null,
      saveFile: written,
    },
  };
}

/** A state, and how one comes there from the one before. */
export interface Scene extends Turn {
  readonly name: string;
}

/** What is shown with one host, one state after the other. */
export interface Act {
  readonly answers: StagedHost;
  readonly scenes: readonly Scene[];
}

const sheet = (name: string, ...steps: readonly string[]): Scene => ({ name, steps });
const PERSON = '.person-row .person';
const CLOSE_PERSON = '.person-detail-head .quiet';

/** Nobody came yet, and nothing was done. */
function quietAct(language: string): Act {
  const stopped = { kind: 'stopped', trouble: { code: 'port-busy', port: 8080, free: 8081 } } as const;
  const answers = answersIn(language, stopped);
  const { chatInfo } = answers.snapshot;
  const alone = { ...running, shareable: false, link: 'http://127.0.0.1:8080', adapter: 'lo' };
  return {
    answers: {
      ...answers,
      ...{ bans: [], auditLog: { entries: [], more: false }, inspect: null },
      snapshot: {
        ...answers.snapshot,
        ...{ people: [], entries: [], nearby: [], moderation: { waiting: [] } },
        chatInfo: {
          ...{ ...chatInfo, persistence: { kind: 'memory' } },
          rooms: [{ id: LOBBY, name: 'Lobby', latest: 0 }],
        },
      },
    },
    scenes: [
      { name: 'off, and the port is busy' },
      { name: 'off, without a network', news: { adapters: [] } },
      { name: 'nobody is here', news: { adapters, state: alone } },
      sheet('no bans', '.order-bar button:nth-of-type(1)'),
      sheet('nothing was done', '.order-bar button:nth-of-type(2)'),
      sheet('nothing was measured', '.pulse-measure'),
      { name: 'one came', news: { people: [tomas] } },
      {
        ...sheet('without a connection', PERSON, '.person-acts .button:nth-of-type(4)'),
        after: [CLOSE_PERSON],
      },
    ],
  };
}

function busyAct(language: string): Act {
  const answers = answersIn(language, running);
  return {
    answers,
    scenes: [
      { name: 'on, with causes why nobody comes', news },
      { name: 'a person', steps: [PERSON], after: [CLOSE_PERSON] },
      ...['mute', 'remove', 'ban', 'inspect'].map((what, i) => ({
        ...sheet(what, PERSON, `.person-acts .button:nth-of-type(${i + 1})`),
        after: [CLOSE_PERSON],
      })),
      {
        name: 'nothing found',
        steps: [{ field: '.filter-text', value: 'nobody said so' }, { seen: '.log .empty .second' }],
        after: ['.filter .quiet'],
      },
      sheet('settings', '.bar .gear'),
      sheet('limits', '.bar .gear', '.settings-part summary'),
      sheet('shortcuts', '.bar .gear', '.sheet-foot .quiet:nth-of-type(1)'),
      sheet('about', '.bar .gear', '.sheet-foot .quiet:nth-of-type(2)', '.about-licence summary'),
      sheet('bans', '.order-bar button:nth-of-type(1)'),
      sheet('audit log', '.order-bar button:nth-of-type(2)'),
      sheet('rules', '.room-tools button'),
      sheet('a new room', '.new-room'),
      sheet('what waits', '.order-strip:not(.order-strip-lit) .button'),
      sheet('another PIN', '.pin-change'),
      sheet('the plots', '.pulse-measure'),
      sheet('networks', '.networks-open'),
      sheet('a network is freed', '.networks-open', '.networks tbody tr:nth-of-type(2) .button'),
      sheet('export', '.export'),
      sheet('exported', '.export', '.sheet-foot .primary'),
      { name: 'less is kept', steps: [{ field: '.keep select', value: '7' }] },
      sheet('the code', '.bar-qr'),
      sheet('poster', '.bar-link .button:last-of-type'),
      { name: 'the window is closed', news: { closing: 3 } },
      sheet('all rooms', '.tab:nth-of-type(1)'),
      sheet('a room of its own', '.tab:nth-of-type(3)'),
      sheet('a room is renamed', '.room-tools button:nth-of-type(2)'),
      sheet('a room is closed', '.room-tools button:nth-of-type(3)'),
      {
        name: 'nobody can come in',
        news: {
          state: degraded,
          diagnosis: { causes: [], checks: [{ finding: 'unbound', verdict: 'bad' }] },
        },
      },
    ],
  };
}

export function actsIn(language: string): readonly Act[] {
  return [quietAct(language), busyAct(language)];
}
