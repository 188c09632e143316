/**
 * The network adapters of this machine, what kind each is, and which one people on the network most likely share.
 * The judging is pure; two small readers at the end ask the operating system.
 */
import { createSocket } from 'node:dgram';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { Adapter, AdapterKind, AdapterReason } from '../../contract/ipc.ts';

/** As Node lists them: name → addresses. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** The name that stands for every network at once: an explicit choice, never the suggestion. */
export const EVERY_NETWORK = '*';

/**
 * All adapters, the suggested one first, every network last.
 *
 * @param routeAddress the address that packets to elsewhere leave from, if there is a way out
 */
export function judgeAdapters(interfaces: Interfaces, routeAddress: string | undefined): Adapter[] {
  const judged = Object.entries(interfaces)
    .map(([name, infos = []]) => judge(name, infos, routeAddress))
    .sort((a, b) => b.score - a.score);
  const adapters = judged.map(({ adapter }, i) => ({
    ...adapter,
    suggested: i === 0 && adapter.addresses.length > 0,
  }));
  const every = adapters.some(({ kind }) => kind !== 'loopback');
  return every ? [...adapters, EVERY] : adapters;
}

const EVERY: Adapter = {
  name: EVERY_NETWORK,
  kind: 'every',
  addresses: ['0.0.0.0'],
  reason: 'every-network',
  suggested: false,
};

function judge(name: string, infos: readonly NetworkInterfaceInfo[], routeAddress: string | undefined) {
  const usable = infos.filter((info) => !isLinkLocalV6(info.address));
  const addresses = [...usable].sort((a, b) => familyOrder(a) - familyOrder(b)).map(({ address }) => address);
  const [first = ''] = addresses;
  const kind = kindOf(name, infos);
  const facts: Facts = {
    kind,
    address: first,
    route: routeAddress !== undefined && addresses.includes(routeAddress),
    pointToPoint: usable.some(({ netmask }) => netmask === '255.255.255.255'),
    hostOnly: kind === 'virtual' && first.endsWith('.1'),
  };
  return { adapter: { name, kind, addresses, reason: reasonFor(facts) }, score: score(facts) };
}

interface Facts {
  readonly kind: AdapterKind;
  readonly address: string;
  readonly route: boolean;
  readonly pointToPoint: boolean;
  readonly hostOnly: boolean;
}

function reasonFor({ kind, address, route }: Facts): AdapterReason {
  if (address === '') return 'no-address';
  if (kind === 'loopback') return 'this-machine';
  if (isSelfAssigned(address)) return 'self-assigned';
  if (kind === 'vpn') return 'vpn';
  if (route) return 'default-route';
  if (kind === 'virtual') return 'virtual';
  return isPrivate(address) ? 'private-address' : 'public-address';
}

/** Higher is likelier. The weights only have to keep this order; the table in the test holds them to it. */
function score({ kind, address, route, pointToPoint, hostOnly }: Facts): number {
  if (address === '') return -1_000;
  if (kind === 'loopback') return -500;
  let points = 0;
  if (route) points += 40;
  if (isPrivate(address)) points += 30;
  if (kind === 'wifi' || kind === 'ethernet') points += 20;
  if (kind === 'vpn') points -= 60;
  if (kind === 'virtual') points -= 50;
  if (pointToPoint) points -= 60;
  if (hostOnly) points -= 20;
  if (isSelfAssigned(address)) points -= 100;
  return points;
}

/** By the first three bytes of the hardware address, as the IEEE gave them out (02:42 is Docker's own habit). */
const VIRTUAL_MAC =
  /^(00:15:5d|00:05:69|00:0c:29|00:50:56|00:1c:42|00:16:3e|08:00:27|0a:00:27|52:54:00|02:42)/;
const VIRTUAL_NAME =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|lxd|cni|flannel|podman|bridge\d|awdl|llw|anpi|ap\d|vethernet|hyper-v)|virtualbox|vmware|\bwsl\b/i;
const VPN_NAME =
  /^(tun|tap|wg|utun|cscotun|gpd\d|ham\d|ppp|ipsec|tailscale|zt|nordlynx|proton|mullvad|hamachi)|openvpn|wireguard|tailscale|zerotier|\bvpn\b/i;
const WIFI_NAME = /^(wl|wifi|wi-fi|wlan|ath\d|ra\d)|wireless|wi-fi|\bwlan\b/i;
const ETHERNET_NAME = /^(eth|en|em\d|ethernet|local area)/i;

function kindOf(name: string, infos: readonly NetworkInterfaceInfo[]): AdapterKind {
  if (infos.some(({ internal }) => internal)) return 'loopback';
  if (VPN_NAME.test(name)) return 'vpn';
  if (VIRTUAL_NAME.test(name) || infos.some(({ mac }) => VIRTUAL_MAC.test(mac.toLowerCase())))
    return 'virtual';
  if (WIFI_NAME.test(name)) return 'wifi';
  return ETHERNET_NAME.test(name) ? 'ethernet' : 'other';
}

function familyOrder({ family }: NetworkInterfaceInfo): number {
  return family === 'IPv4' ? 0 : 1;
}

/** Needs a zone behind it, which no browser takes in a link (RFC 4007 §11). */
function isLinkLocalV6(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}

/** RFC 3927: given to itself when nobody else gave it one. */
function isSelfAssigned(address: string): boolean {
  return address.startsWith('169.254.');
}

/** RFC 1918 and RFC 4193. */
function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|f[cd])/i.test(address);
}

/** Asks the operating system. */
export async function readAdapters(): Promise<Adapter[]> {
  return judgeAdapters(networkInterfaces(), await readRouteAddress());
}

/** An address that stands for "elsewhere" (RFC 5737). A connected UDP socket tells the route; no packet is sent. */
const ELSEWHERE = '203.0.113.1';

async function readRouteAddress(): Promise<string | undefined> {
  const socket = createSocket('udp4');
  try {
    return await new Promise<string | undefined>((resolve) => {
      socket.once('error', () => resolve(undefined));
      socket.connect(9, ELSEWHERE, () => resolve(socket.address().address));
    });
  } finally {
    socket.close();
  }
}
