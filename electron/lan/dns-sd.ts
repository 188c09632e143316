/**
 * The DNS records that announce a host, and the parser for those of other hosts (RFC 6762, RFC 6763). Pure. Input from
 * the network is truncated and sanitized, and a host is only believed about its own address.
 */
import type { Answer, SrvAnswer, TxtAnswer } from 'dns-packet';
import type { Nearby } from '../../contract/ipc/nearby.ts';
import { ROOM_NAME_MAX, parseRoomName } from '../../contract/model/room-name.ts';

export const SERVICE = '_http._tcp.local';
const CATALOGUE = '_services._dns-sd._udp.local';

/** After 9 hosts of the same name, the name is given up. */
const NAMES_MAX = 9;
/** The TTL of our records in seconds: a host that has not been heard from for this long is considered gone. */
const TTL_SECONDS = 120;
/** More records than any announcement of ours has. */
const RECORDS_MAX = 64;
/** RFC 1035 §2.3.4 */
const LABEL_BYTES_MAX = 63;
/** RFC 6763 §6.1 */
const TEXT_BYTES_MAX = 255;
const MARK = 'porchlight=1';
const ROOM = 'room=';

export interface HostAnnouncement {
  /** Unique on the network: letters and digits, with an optional hyphen and number. */
  readonly id: string;
  readonly room: string;
  /** IPv4 */
  readonly address: string;
  readonly port: number;
}

/** The mDNS name under which devices can open the host. */
export function hostNameOf({ id }: Pick<HostAnnouncement, 'id'>): string {
  return `porchlight-${id}.local`;
}

/** @param seconds TTL of the records; 0 withdraws them (RFC 6762 §10.1) */
export function recordsOf(announcement: HostAnnouncement, seconds = TTL_SECONDS): Answer[] {
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

/** The next name to try when another host on the network already has this one; `undefined` after the last. */
export function renamed(announcement: HostAnnouncement): HostAnnouncement | undefined {
  const [id = '', number = '1'] = announcement.id.split('-');
  const next = Number(number) + 1;
  return next > NAMES_MAX ? undefined : { ...announcement, id: `${id}-${next}` };
}

/** All names that the host may end up with on its network. */
export function hostNamesOf(announcement: HostAnnouncement): string[] {
  const next = renamed(announcement);
  return [hostNameOf(announcement), ...(next === undefined ? [] : hostNamesOf(next))];
}

/** The service type, for clients that enumerate all types (RFC 6763 §9). */
export function catalogueRecord(): Answer {
  return { type: 'PTR', name: CATALOGUE, ttl: TTL_SECONDS, data: SERVICE };
}

export interface Sighting extends Nearby {
  /** Identifies the host across announcements. */
  readonly key: string;
  /** TTL; 0 if the host says goodbye. */
  readonly seconds: number;
}

/**
 * Parses the hosts that a response announces.
 *
 * @param from the sender's address, which is used for the link: an address inside the records is not trusted
 */
export function sightingsIn(records: readonly Answer[], from: string): Sighting[] {
  const considered = records.slice(0, RECORDS_MAX);
  return considered.filter(isService).flatMap(({ name: key, ttl, data: { port } }) => {
    const texts = considered.find(
      (record): record is TxtAnswer => record.type === 'TXT' && record.name === key,
    );
    const strings = texts === undefined ? [] : [texts.data].flat().map((text) => text.toString());
    const room = strings.find((word) => word.startsWith(ROOM))?.slice(ROOM.length) ?? '';
    const name = parseRoomName(room.slice(0, ROOM_NAME_MAX));
    if (!strings.includes(MARK) || name === undefined || !(port >= 1 && port <= 65_535)) return [];
    return [{ key, name, link: `http://${from}:${port}`, seconds: Math.min(ttl ?? 0, TTL_SECONDS) }];
  });
}

function isService(record: Answer): record is SrvAnswer {
  return record.type === 'SRV' && record.name.toLowerCase().endsWith(`.${SERVICE}`);
}

/** Dots separate the labels of a name, so the dots of a room's name become spaces. */
export function instanceOf({ room, id }: Pick<HostAnnouncement, 'room' | 'id'>): string {
  const end = ` (${id})`;
  return `${cut(room.replaceAll('.', ' '), LABEL_BYTES_MAX - end.length)}${end}.${SERVICE}`;
}

const GRAPHEMES = new Intl.Segmenter();

/** The longest prefix of whole graphemes that fits. */
function cut(text: string, bytes: number): string {
  let short = '';
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (Buffer.byteLength(short + segment) > bytes) return short;
    short += segment;
  }
  return short;
}
