/**
 * How hosts tell of themselves on a network, and what of it is believed (RFC 6762, RFC 6763). Pure: it refuses to
 * know sockets. What comes from the network is cut to size and cleaned, and nobody is believed about anybody else's
 * address.
 */
import type { Answer, SrvAnswer, TxtAnswer } from 'dns-packet';
import type { Nearby } from '../../contract/ipc/nearby.ts';
import { ROOM_NAME_MAX, parseRoomName } from '../../contract/model/room-name.ts';

export const SERVICE = '_http._tcp.local';
const CATALOGUE = '_services._dns-sd._udp.local';

/** A network on which so many hosts have the same name has none to give. */
const NAMES_MAX = 9;
/** Whoever has heard nothing for so long believes that the host is gone. */
const HEARD_FOR_S = 120;
/** More than any greeting of ours has. */
const RECORDS_MAX = 64;
/** RFC 1035 §2.3.4 */
const LABEL_BYTES_MAX = 63;
/** RFC 6763 §6.1 */
const TEXT_BYTES_MAX = 255;
const MARK = 'porchlight=1';
const ROOM = 'room=';

export interface HostAnnouncement {
  /** What no other host on the network has; letters and digits, and perhaps a number behind a hyphen. */
  readonly id: string;
  readonly room: string;
  /** IPv4 */
  readonly address: string;
  readonly port: number;
}

/** The name by which devices that find names can open the host. */
export function hostNameOf({ id }: Pick<HostAnnouncement, 'id'>): string {
  return `porchlight-${id}.local`;
}

/** @param seconds for how long they are true; 0 takes them back (RFC 6762 §10.1) */
export function recordsOf(announcement: HostAnnouncement, seconds = HEARD_FOR_S): Answer[] {
  const { room, address, port } = announcement;
  const instance = instanceOf(announcement);
  const host = hostNameOf(announcement);
  const own = { ttl: seconds, flush: true };
  return [
    { type: 'PTR', name: SERVICE, ttl: seconds, data: instance },
    { type: 'SRV', name: instance, ...own, data: { target: host, port, priority: 0, weight: 0 } },
    { type: 'TXT', name: instance, ...own, data: [MARK, 'path=/', cut(`${ROOM}${room}`, TEXT_BYTES_MAX)] },
    { type: 'A', name: host, ...own, data: address },
  ];
}

/** What a host is called when another one on the network has its name already. */
export function renamed(announcement: HostAnnouncement): HostAnnouncement | undefined {
  const [id = '', number = '1'] = announcement.id.split('-');
  const next = Number(number) + 1;
  return next > NAMES_MAX ? undefined : { ...announcement, id: `${id}-${next}` };
}

/** All names that a host may come to have on its network. */
export function hostNamesOf(announcement: HostAnnouncement): string[] {
  const next = renamed(announcement);
  return [hostNameOf(announcement), ...(next === undefined ? [] : hostNamesOf(next))];
}

/** The kind of service, for those who list all kinds (RFC 6763 §9). */
export function catalogueRecord(): Answer {
  return { type: 'PTR', name: CATALOGUE, ttl: HEARD_FOR_S, data: SERVICE };
}

export interface Sighting extends Nearby {
  /** By which the host is known again. */
  readonly key: string;
  /** For how long it is true; 0 if the host says goodbye. */
  readonly seconds: number;
}

/**
 * The hosts that a message tells of.
 *
 * @param from where it came from, which is where such a host is: whatever address it names is not asked
 */
export function sightingsIn(records: readonly Answer[], from: string): Sighting[] {
  const looked = records.slice(0, RECORDS_MAX);
  return looked.filter(isService).flatMap(({ name: key, ttl, data: { port } }) => {
    const texts = looked.find((record): record is TxtAnswer => record.type === 'TXT' && record.name === key);
    const words = texts === undefined ? [] : [texts.data].flat().map((text) => text.toString());
    const said = words.find((word) => word.startsWith(ROOM))?.slice(ROOM.length) ?? '';
    const name = parseRoomName(said.slice(0, ROOM_NAME_MAX));
    if (!words.includes(MARK) || name === undefined || !(port >= 1 && port <= 65_535)) return [];
    return [{ key, name, link: `http://${from}:${port}`, seconds: Math.min(ttl ?? 0, HEARD_FOR_S) }];
  });
}

function isService(record: Answer): record is SrvAnswer {
  return record.type === 'SRV' && record.name.toLowerCase().endsWith(`.${SERVICE}`);
}

/** A name has its labels between dots, so that of a room has none. */
export function instanceOf({ room, id }: Pick<HostAnnouncement, 'room' | 'id'>): string {
  const end = ` (${id})`;
  return `${cut(room.replaceAll('.', ' '), LABEL_BYTES_MAX - end.length)}${end}.${SERVICE}`;
}

const GRAPHEMES = new Intl.Segmenter();

/** As many whole characters as fit. */
function cut(text: string, bytes: number): string {
  let short = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (Buffer.byteLength(short + segment) > bytes) return short;
    short += segment;
  }
  return short;
}
