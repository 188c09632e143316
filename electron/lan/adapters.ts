/**
 * Lists the network adapters of this machine, classifies them, and suggests the one that guests most likely share. The
 * classification is pure; two small readers at the end ask the operating system.
 */
import { createSocket } from 'node:dgram';
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import {
  EVERY_NETWORK,
  type Adapter,
  type AdapterKind,
  type AdapterReason,
} from '../../contract/ipc/adapter.ts';

/** The result of Node's `networkInterfaces()`: name → addresses. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/**
 * Returns all adapters: the suggested one first, "all networks" last.
 *
 * @param routeAddress the source address of the default route, or `undefined` if there is no route
 */
export function rankAdapters(interfaces: Interfaces, routeAddress: string | undefined): Adapter[] {
  const ranked = Object.entries(interfaces)
    .map(([name, infos = []]) => classify(name, infos, routeAddress))
    .sort((a, b) => b.score - a.score);
  const adapters = ranked.map(({ adapter }, i) => ({
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

function classify(name: string, infos: readonly NetworkInterfaceInfo[], routeAddress: string | undefined) {
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
    hotspot: kind !== 'virtual' ? OWN_HOTSPOT.test(first) : MAC_SHARING.test(`${name} ${first}`),
  };
  const mac = infos.find((info) => !NO_MAC.test(info.mac))?.mac;
  const reason = reasonFor(facts);
  return {
    adapter: { name, kind, addresses, reason, ...(mac !== undefined && { mac }) },
    score: score(facts),
  };
}

interface Facts {
  readonly kind: AdapterKind;
  readonly address: string;
  readonly route: boolean;
  readonly pointToPoint: boolean;
  /** This computer is the router for virtual machines inside it. */
  readonly hostOnly: boolean;
  /** This computer is the router for the devices that connect to it. */
  readonly hotspot: boolean;
}

function reasonFor({ kind, address, route, hostOnly, hotspot }: Facts): AdapterReason {
  if (address === '') return 'no-address';
  if (kind === 'loopback') return 'this-machine';
  if (isSelfAssigned(address)) return 'self-assigned';
  if (kind === 'vpn' || kind === 'mobile') return kind;
  if (hotspot) return 'hotspot';
  if (kind === 'virtual' && !route) return hostOnly ? 'host-only' : 'virtual';
  if (!isPrivate(address)) return 'public-address';
  return route ? 'default-route' : 'private-address';
}

/** Higher is more likely. Only the order matters; the table in the test checks it. */
function score({ kind, address, route, pointToPoint, hostOnly, hotspot }: Facts): number {
  if (address === '') return -1_000;
  if (kind === 'loopback') return -500;
  let points = 0;
  if (route) points += 40;
  if (isPrivate(address)) points += 30;
  if (kind === 'wifi' || kind === 'ethernet') points += 20;
  if (kind === 'vpn') points -= 60;
  if (kind === 'mobile') points -= 70;
  if (kind === 'virtual' && !hotspot) points -= 50;
  if (pointToPoint) points -= 60;
  if (hostOnly && !hotspot) points -= 20;
  if (isSelfAssigned(address)) points -= 100;
  // Guests on a private network are unlikely to reach a public address.
  else if (!isPrivate(address)) points -= 40;
  return points;
}

/** The address that Windows and NetworkManager give a computer that runs a hotspot. */
const OWN_HOTSPOT = /^(192\.168\.137|10\.42\.\d+)\.1$/;
/** The name and address that macOS uses for Internet Sharing. */
const MAC_SHARING = /^bridge1\d\d 192\.168\.[2-9]\.1$/;
const NO_MAC = /^(00:)*00$|^$/;
/** By the first three bytes of the hardware address, as assigned by the IEEE (02:42 is Docker's convention). */
const VIRTUAL_MAC =
  /^(00:15:5d|00:05:69|00:0c:29|00:50:56|00:1c:42|00:16:3e|08:00:27|0a:00:27|52:54:00|02:42)/;
/** AnyConnect, FortiClient, Pulse, GlobalProtect and TAP-Windows use generic names such as Ethernet 3. */
const VPN_MAC = /^(00:05:9a|00:09:0f|02:05:85|02:50:41|00:ff)/;
const VIRTUAL_NAME =
  /^(docker|br-|veth|virbr|vmnet|vmenet|vboxnet|lxc|lxd|incus|mpqemu|waydroid|cni|cali|flannel|kube|podman|dummy|bridge\d|awdl|llw|anpi|ap\d|vethernet|hyper-v)|virtualbox|vmware|parallels|\bwsl\b/i;
const VPN_NAME =
  /^(tun|tap|wg|utun|feth|cscotun|gpd\d|ham\d|ppp|ipsec|tailscale|zt|nebula|nordlynx|proton|mullvad|hamachi|fortissl)|openvpn|wireguard|tailscale|zerotier|anyconnect|globalprotect|cloudflare|\bvpn\b/i;
/** System names in the languages of this app. Windows names Wi-Fi Direct adapters with a trailing `* 1`. */
const WIFI_NAME =
  /^(wl|wifi|wi-fi|wlan|ath\d|ra\d|drahtlos)|wireless|wi-fi|\bwlan\b|inalámbric|sans fil|sem fio|беспроводн|无线|無線|ワイヤレス|무선|لاسلكي|\* \d+$/i;
const MOBILE_NAME =
  /^(wwan|wwp|ww[sx]|rmnet|pdp_ip|cellular|mobil|celular|móvil|cellulaire)|мобильн|сотов|移动电话|手机网络|行動|携帯|셀룰러|خلوي/i;
const ETHERNET_NAME =
  /^(eth|en|em\d|ethernet|local area|lan-verb|以太网|乙太網路|イーサネット|이더넷|إيثرنت|本地连接|區域連線|ローカル エリア|로컬 영역|подключение по лок|connexion au réseau local|conexión de área local|conexão local)/i;

function kindOf(name: string, infos: readonly NetworkInterfaceInfo[]): AdapterKind {
  if (infos.some(({ internal }) => internal)) return 'loopback';
  const hasMac = (pattern: RegExp) => infos.some(({ mac }) => pattern.test(mac.toLowerCase()));
  if (VPN_NAME.test(name) || hasMac(VPN_MAC)) return 'vpn';
  if (VIRTUAL_NAME.test(name) || hasMac(VIRTUAL_MAC)) return 'virtual';
  if (WIFI_NAME.test(name)) return 'wifi';
  if (MOBILE_NAME.test(name)) return 'mobile';
  return ETHERNET_NAME.test(name) ? 'ethernet' : 'other';
}

function familyOrder({ family }: NetworkInterfaceInfo): number {
  return family === 'IPv4' ? 0 : 1;
}

/** Needs a zone identifier, which browsers do not accept in a link (RFC 4007 §11). */
function isLinkLocalV6(address: string): boolean {
  return /^fe[89ab]/i.test(address);
}

/** RFC 3927: assigned by the device itself, for lack of a DHCP server. */
function isSelfAssigned(address: string): boolean {
  return address.startsWith('169.254.');
}

/** RFC 1918, RFC 4193, and the shared range of providers and campuses (RFC 6598). */
function isPrivate(address: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd])/i.test(
    address,
  );
}

/** Reads the adapters from the operating system. */
export async function readAdapters(): Promise<Adapter[]> {
  return rankAdapters(networkInterfaces(), await readRouteAddress());
}

/**
 * A documentation address (RFC 5737) that stands for the internet. Connecting a UDP socket reveals the route without
 * sending a packet.
 */
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
