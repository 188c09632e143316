/** The networks of real machines, as Node lists them, and what is to be made of each. */
import type { NetworkInterfaceInfo } from 'node:os';
import type { Interfaces } from '../../../electron/lan/adapters.ts';

export interface Machine {
  readonly machine: string;
  readonly interfaces: Interfaces;
  /** The address that packets to elsewhere leave from. */
  readonly route: string | undefined;
  /** The adapter's name; empty for none. */
  readonly suggested: string;
  /** Name → kind and reason. */
  readonly judged: Readonly<Record<string, string>>;
}

const REAL = '3c:52:82:aa:bb:cc';
const NONE = '00:00:00:00:00:00';
const PARTS = {
  '8': '255.0.0.0',
  '16': '255.255.0.0',
  '20': '255.255.240.0',
  '24': '255.255.255.0',
  '32': '255.255.255.255',
};

/** One address as `ADDRESS/PREFIX`. */
function one(cidr: string, mac = REAL, internal = false): NetworkInterfaceInfo {
  const [address = '', prefix = ''] = cidr.split('/');
  if (address.includes(':'))
    return { address, cidr, netmask: 'ffff:ffff:ffff:ffff::', mac, internal, family: 'IPv6', scopeid: 0 };
  return { address, cidr, netmask: PARTS[prefix as keyof typeof PARTS], mac, internal, family: 'IPv4' };
}

const on = (...cidrs: string[]) => cidrs.map((cidr) => one(cidr));
const by = (mac: string, ...cidrs: string[]) => cidrs.map((cidr) => one(cidr, mac));
const lo = [one('127.0.0.1/8', NONE, true), one('::1/128', NONE, true)];
const LO = { lo };
const LO0 = { lo0: [...lo, one('fe80::1/64', NONE, true)] };
const LOOP = { 'Loopback Pseudo-Interface 1': lo };

function machine(
  name: string,
  interfaces: Interfaces,
  route: string | undefined,
  suggested: string,
  judged: Record<string, string>,
): Machine {
  return { machine: name, interfaces, route, suggested, judged };
}

export const machines: readonly Machine[] = [
  machine('Linux, Wi-Fi', { ...LO, wlp2s0: on('192.168.1.20/24', 'fe80::2/64') }, '192.168.1.20', 'wlp2s0', {
    wlp2s0: 'wifi default-route',
    lo: 'loopback this-machine',
  }),
  machine('Linux, cable', { ...LO, enp3s0: on('10.0.0.5/24') }, '10.0.0.5', 'enp3s0', {
    enp3s0: 'ethernet default-route',
  }),
  machine(
    'Linux, cable and Wi-Fi',
    { ...LO, wlan0: on('192.168.1.21/24'), eth0: on('192.168.1.20/24') },
    '192.168.1.20',
    'eth0',
    { eth0: 'ethernet default-route', wlan0: 'wifi private-address' },
  ),
  machine(
    'Linux, a cable without a way out beside Wi-Fi',
    { ...LO, eth0: on('192.168.50.2/24'), wlan0: on('192.168.1.21/24') },
    '192.168.1.21',
    'wlan0',
    { wlan0: 'wifi default-route', eth0: 'ethernet private-address' },
  ),
  machine(
    'Linux, a USB dock',
    { ...LO, wlp2s0: on(), enx3c5282aabbcc: on('192.168.1.30/24') },
    '192.168.1.30',
    'enx3c5282aabbcc',
    { enx3c5282aabbcc: 'ethernet default-route', wlp2s0: 'wifi no-address' },
  ),
  machine(
    'Linux, Docker',
    {
      ...LO,
      docker0: by('02:42:11:22:33:44', '172.17.0.1/16'),
      'br-1a2b3c': by('02:42:55:66:77:88', '172.18.0.1/16'),
      veth1: by('9a:11:22:33:44:55', 'fe80::9/64'),
      eth0: on('192.168.1.20/24'),
    },
    '192.168.1.20',
    'eth0',
    { docker0: 'virtual host-only', 'br-1a2b3c': 'virtual host-only', veth1: 'virtual no-address' },
  ),
  machine(
    'Linux, Docker and no network',
    { ...LO, docker0: by('02:42:11:22:33:44', '172.17.0.1/16'), eth0: on() },
    undefined,
    'docker0',
    { docker0: 'virtual host-only', eth0: 'ethernet no-address' },
  ),
  machine(
    'Linux, inside a Docker container',
    { ...LO, eth0: by('02:42:ac:11:00:02', '172.17.0.2/16') },
    '172.17.0.2',
    'eth0',
    { eth0: 'virtual default-route' },
  ),
  machine(
    'Linux, libvirt',
    { ...LO, virbr0: by('52:54:00:aa:bb:cc', '192.168.122.1/24'), wlan0: on('10.1.2.3/16') },
    '10.1.2.3',
    'wlan0',
    { virbr0: 'virtual host-only' },
  ),
  machine(
    'Linux, inside a QEMU machine',
    { ...LO, ens3: by('52:54:00:12:34:56', '10.0.2.15/24') },
    '10.0.2.15',
    'ens3',
    { ens3: 'virtual default-route' },
  ),
  machine(
    'Linux, WireGuard for everything',
    { ...LO, wg0: by(NONE, '10.8.0.2/32'), wlan0: on('192.168.1.20/24') },
    '10.8.0.2',
    'wlan0',
    { wg0: 'vpn vpn', wlan0: 'wifi private-address' },
  ),
  machine(
    'Linux, OpenVPN for some',
    { ...LO, tun0: by(NONE, '10.8.0.6/24'), eth0: on('192.168.1.20/24') },
    '192.168.1.20',
    'eth0',
    { tun0: 'vpn vpn' },
  ),
  machine(
    'Linux, AnyConnect for everything',
    { ...LO, cscotun0: by(NONE, '10.20.1.7/32'), wlan0: on('192.168.1.20/24') },
    '10.20.1.7',
    'wlan0',
    { cscotun0: 'vpn vpn' },
  ),
  machine(
    'Linux, Tailscale',
    { ...LO, tailscale0: by(NONE, '100.101.102.103/32'), wlan0: on('192.168.1.20/24') },
    '192.168.1.20',
    'wlan0',
    { tailscale0: 'vpn vpn' },
  ),
  machine('Linux, only a VPN', { ...LO, tun0: by(NONE, '10.8.0.6/24') }, '10.8.0.6', 'tun0', {
    tun0: 'vpn vpn',
  }),
  machine(
    'Linux, a bridge over its cable',
    { ...LO, eth0: on(), br0: on('192.168.1.20/24') },
    '192.168.1.20',
    'br0',
    { br0: 'other default-route', eth0: 'ethernet no-address' },
  ),
  machine('Linux, a public address', { ...LO, eth0: on('203.0.113.9/24') }, undefined, 'eth0', {
    eth0: 'ethernet public-address',
  }),
  machine('Linux, no network', { ...LO }, undefined, 'lo', { lo: 'loopback this-machine' }),
  machine('Linux, IPv6 alone', { ...LO, eth0: on('2001:db8::5/64', 'fe80::5/64') }, undefined, 'eth0', {
    eth0: 'ethernet public-address',
  }),
  machine('Linux, unique local IPv6 alone', { ...LO, eth0: on('fd12:3456::5/64') }, undefined, 'eth0', {
    eth0: 'ethernet private-address',
  }),
  machine('Linux, nobody gave an address', { ...LO, eth0: on('169.254.10.20/16') }, undefined, 'eth0', {
    eth0: 'ethernet self-assigned',
  }),
  machine(
    'Windows, Wi-Fi',
    {
      'Wi-Fi': on('192.168.1.20/24', 'fe80::5/64'),
      'Local Area Connection* 1': on('169.254.99.1/16'),
      'Bluetooth Network Connection': on('169.254.77.2/16'),
      ...LOOP,
    },
    '192.168.1.20',
    'Wi-Fi',
    {
      'Wi-Fi': 'wifi default-route',
      'Local Area Connection* 1': 'wifi self-assigned',
      'Bluetooth Network Connection': 'other self-assigned',
    },
  ),
  machine('Windows in German, WLAN', { WLAN: on('192.168.178.20/24'), ...LOOP }, '192.168.178.20', 'WLAN', {
    WLAN: 'wifi default-route',
  }),
  machine('Windows in Chinese, cable', { 以太网: on('192.168.0.20/24'), ...LOOP }, '192.168.0.20', '以太网', {
    以太网: 'ethernet default-route',
  }),
  machine(
    'Windows, Hyper-V and WSL',
    {
      'vEthernet (Default Switch)': by('00:15:5d:01:02:03', '172.28.80.1/20'),
      'vEthernet (WSL)': by('00:15:5d:04:05:06', '172.20.16.1/20'),
      Ethernet: on('192.168.1.20/24'),
      ...LOOP,
    },
    '192.168.1.20',
    'Ethernet',
    { 'vEthernet (WSL)': 'virtual host-only', Ethernet: 'ethernet default-route' },
  ),
  machine(
    'Windows, a Hyper-V switch over its cable',
    {
      'vEthernet (External)': on('192.168.1.20/24'),
      'vEthernet (Default Switch)': by('00:15:5d:01:02:03', '172.28.80.1/20'),
      ...LOOP,
    },
    '192.168.1.20',
    'vEthernet (External)',
    { 'vEthernet (External)': 'virtual default-route', 'vEthernet (Default Switch)': 'virtual host-only' },
  ),
  machine(
    'Windows, VirtualBox host-only',
    { 'Ethernet 2': by('0a:00:27:00:00:0b', '192.168.56.1/24'), 'Wi-Fi': on('192.168.1.20/24'), ...LOOP },
    '192.168.1.20',
    'Wi-Fi',
    { 'Ethernet 2': 'virtual host-only' },
  ),
  machine(
    'Windows, VMware',
    {
      'VMware Network Adapter VMnet1': by('00:50:56:c0:00:01', '192.168.80.1/24'),
      'VMware Network Adapter VMnet8': by('00:50:56:c0:00:08', '192.168.90.1/24'),
      Ethernet: on('10.0.0.9/24'),
      ...LOOP,
    },
    '10.0.0.9',
    'Ethernet',
    { 'VMware Network Adapter VMnet8': 'virtual host-only' },
  ),
  machine(
    'Windows, AnyConnect for everything under the name of a cable',
    { 'Ethernet 3': by('00:05:9a:3c:7a:00', '10.20.1.7/32'), 'Wi-Fi': on('192.168.1.20/24'), ...LOOP },
    '10.20.1.7',
    'Wi-Fi',
    { 'Wi-Fi': 'wifi private-address', 'Ethernet 3': 'vpn vpn' },
  ),
  machine(
    'Windows, a TAP adapter that is off',
    {
      'TAP-Windows Adapter V9': by('00:ff:11:22:33:44', '169.254.5.5/16'),
      Ethernet: on('192.168.1.20/24'),
      ...LOOP,
    },
    '192.168.1.20',
    'Ethernet',
    { 'TAP-Windows Adapter V9': 'vpn self-assigned' },
  ),
  machine(
    'macOS, Wi-Fi',
    {
      ...LO0,
      en0: on('fe80::8/64', '192.168.1.20/24'),
      awdl0: on('fe80::a/64'),
      llw0: on('fe80::b/64'),
      utun0: by(NONE, 'fe80::c/64'),
      anpi0: on('fe80::d/64'),
    },
    '192.168.1.20',
    'en0',
    { en0: 'ethernet default-route', awdl0: 'virtual no-address', utun0: 'vpn no-address' },
  ),
  machine(
    'macOS, a dock beside Wi-Fi',
    { ...LO0, en0: on('192.168.1.21/24'), en7: on('192.168.1.20/24') },
    '192.168.1.20',
    'en7',
    { en7: 'ethernet default-route', en0: 'ethernet private-address' },
  ),
  machine(
    'macOS, a VPN for everything',
    { ...LO0, utun4: by(NONE, '10.9.0.3/32'), en0: on('172.16.4.20/20') },
    '10.9.0.3',
    'en0',
    { utun4: 'vpn vpn', en0: 'ethernet private-address' },
  ),
  machine(
    'macOS, Parallels and shared internet',
    { ...LO0, bridge100: by('00:1c:42:00:00:08', '10.211.55.2/24'), en0: on('192.168.1.20/24') },
    '192.168.1.20',
    'en0',
    { bridge100: 'virtual virtual' },
  ),
  machine(
    'Windows in Chinese, VMware and no way out',
    {
      'VMware Network Adapter VMnet8': by('00:50:56:c0:00:08', '192.168.90.5/24'),
      以太网: on('192.168.0.20/24'),
      ...LOOP,
    },
    undefined,
    '以太网',
    { 以太网: 'ethernet private-address' },
  ),
  machine(
    'Linux, its own hotspot and a cable outside',
    { ...LO, wlan0: on('10.42.0.1/24'), eth0: on('192.168.1.20/24') },
    '192.168.1.20',
    'eth0',
    { wlan0: 'wifi hotspot', eth0: 'ethernet default-route' },
  ),
  machine(
    'Linux, its own hotspot and nothing else',
    { ...LO, wlan0: on('10.42.0.1/24') },
    undefined,
    'wlan0',
    {
      wlan0: 'wifi hotspot',
    },
  ),
  machine(
    'Linux, its own hotspot fed by mobile data',
    { ...LO, wlan0: on('10.42.0.1/24'), wwan0: by(NONE, '100.70.1.2/32') },
    '100.70.1.2',
    'wlan0',
    { wwan0: 'mobile mobile', wlan0: 'wifi hotspot' },
  ),
  machine(
    'Linux, mobile data as the way out beside a cable',
    { ...LO, wwan0: on('10.170.3.4/24'), eth0: on('192.168.50.2/24') },
    '10.170.3.4',
    'eth0',
    { wwan0: 'mobile mobile', eth0: 'ethernet private-address' },
  ),
  machine('Linux, only mobile data', { ...LO, wwp0s20u4: on('10.170.3.4/24') }, '10.170.3.4', 'wwp0s20u4', {
    wwp0s20u4: 'mobile mobile',
  }),
  machine(
    'Linux, a campus that gives out shared addresses',
    { ...LO, wlp1s0: on('100.64.12.7/24') },
    '100.64.12.7',
    'wlp1s0',
    { wlp1s0: 'wifi default-route' },
  ),
  machine('Linux, a server on the internet', { ...LO, eth0: on('203.0.113.9/24') }, '203.0.113.9', 'eth0', {
    eth0: 'ethernet public-address',
  }),
  machine(
    'Linux, a server with a network of its own behind it',
    { ...LO, eth0: on('203.0.113.9/24'), eth1: on('10.0.0.1/24') },
    '203.0.113.9',
    'eth1',
    { eth0: 'ethernet public-address', eth1: 'ethernet private-address' },
  ),
  machine(
    'Linux, ZeroTier and Nebula',
    {
      ...LO,
      ztabcdefgh: by('3a:11:22:33:44:55', '10.147.17.5/24'),
      nebula1: by(NONE, '192.168.100.5/24'),
      enp0s31f6: on('172.16.9.9/24'),
    },
    '172.16.9.9',
    'enp0s31f6',
    { ztabcdefgh: 'vpn vpn', nebula1: 'vpn vpn', enp0s31f6: 'ethernet default-route' },
  ),
  machine(
    'Linux, VirtualBox and LXD',
    {
      ...LO,
      vboxnet0: by('0a:00:27:00:00:00', '192.168.56.1/24'),
      lxdbr0: by('00:16:3e:11:22:33', '10.212.1.1/24'),
      wlan0: on('192.168.0.7/24'),
    },
    '192.168.0.7',
    'wlan0',
    { vboxnet0: 'virtual host-only', lxdbr0: 'virtual host-only' },
  ),
  machine(
    'Linux, Kubernetes',
    {
      ...LO,
      cni0: by('22:11:22:33:44:55', '10.244.0.1/24'),
      'flannel.1': by('32:11:22:33:44:55', '10.244.0.0/32'),
      eno1: on('10.5.0.9/16'),
    },
    '10.5.0.9',
    'eno1',
    { cni0: 'virtual host-only', 'flannel.1': 'virtual virtual', eno1: 'ethernet default-route' },
  ),
  machine(
    'Linux, inside WSL',
    { ...LO, eth0: by('00:15:5d:aa:bb:cc', '172.20.20.5/20') },
    '172.20.20.5',
    'eth0',
    {
      eth0: 'virtual default-route',
    },
  ),
  machine(
    'Linux, IPv6 with privacy and IPv4',
    { ...LO, wlan0: on('fd00::a5/64', '2001:db8::1234/64', '192.168.2.4/24') },
    '192.168.2.4',
    'wlan0',
    { wlan0: 'wifi default-route' },
  ),
  machine(
    'Windows, its own hotspot beside Wi-Fi',
    {
      'Local Area Connection* 10': by('3e:52:82:aa:bb:cd', '192.168.137.1/24'),
      'Wi-Fi': on('192.168.1.20/24'),
      ...LOOP,
    },
    '192.168.1.20',
    'Wi-Fi',
    { 'Local Area Connection* 10': 'wifi hotspot' },
  ),
  machine(
    'Windows in German, its own hotspot alone',
    { 'LAN-Verbindung* 3': by('3e:52:82:aa:bb:cd', '192.168.137.1/24'), ...LOOP },
    undefined,
    'LAN-Verbindung* 3',
    { 'LAN-Verbindung* 3': 'wifi hotspot' },
  ),
  machine(
    'Windows in German of old, cable and Wi-Fi',
    {
      'LAN-Verbindung': on('169.254.8.8/16'),
      Drahtlosnetzwerkverbindung: on('192.168.178.31/24'),
      ...LOOP,
    },
    '192.168.178.31',
    'Drahtlosnetzwerkverbindung',
    { 'LAN-Verbindung': 'ethernet self-assigned', Drahtlosnetzwerkverbindung: 'wifi default-route' },
  ),
  machine(
    'Windows in Japanese, cable',
    { イーサネット: on('192.168.11.4/24'), ...LOOP },
    '192.168.11.4',
    'イーサネット',
    {
      イーサネット: 'ethernet default-route',
    },
  ),
  machine('Windows in Korean, cable', { 이더넷: on('192.168.0.9/24'), ...LOOP }, '192.168.0.9', '이더넷', {
    이더넷: 'ethernet default-route',
  }),
  machine(
    'Windows in Russian, Wi-Fi and a cable that is off',
    {
      'Беспроводная сеть': on('192.168.0.15/24'),
      'Подключение по локальной сети': on('169.254.1.2/16'),
      ...LOOP,
    },
    '192.168.0.15',
    'Беспроводная сеть',
    { 'Беспроводная сеть': 'wifi default-route', 'Подключение по локальной сети': 'ethernet self-assigned' },
  ),
  machine(
    'Windows, Tailscale and ZeroTier beside a dock',
    {
      Tailscale: by(NONE, '100.99.1.2/32'),
      'ZeroTier One [8056c2e21c000001]': by('36:11:22:33:44:55', '10.244.17.5/16'),
      'Ethernet 5': on('192.168.4.20/24'),
      ...LOOP,
    },
    '192.168.4.20',
    'Ethernet 5',
    {
      Tailscale: 'vpn vpn',
      'ZeroTier One [8056c2e21c000001]': 'vpn vpn',
      'Ethernet 5': 'ethernet default-route',
    },
  ),
  machine(
    'Windows, GlobalProtect for everything',
    { 'Ethernet 4': by('02:50:41:00:00:01', '10.30.1.4/32'), 'Wi-Fi': on('192.168.1.20/24'), ...LOOP },
    '10.30.1.4',
    'Wi-Fi',
    { 'Ethernet 4': 'vpn vpn', 'Wi-Fi': 'wifi private-address' },
  ),
  machine(
    'Windows, mobile data and a cable to a projector',
    { Cellular: on('10.150.2.3/24'), Ethernet: on('169.254.20.1/16'), ...LOOP },
    '10.150.2.3',
    'Cellular',
    { Cellular: 'mobile mobile', Ethernet: 'ethernet self-assigned' },
  ),
  machine(
    'macOS, it shares its way out by Wi-Fi',
    { ...LO0, bridge100: by('f2:18:98:11:22:64', '192.168.2.1/24'), en5: on('10.0.0.8/24') },
    '10.0.0.8',
    'en5',
    { bridge100: 'virtual hotspot', en5: 'ethernet default-route' },
  ),
  machine(
    'macOS, VMware and Docker in a machine of its own',
    {
      ...LO0,
      bridge101: by('f2:18:98:11:22:65', '172.16.201.1/24'),
      vmenet0: on('fe80::1/64'),
      en0: on('192.168.1.20/24'),
    },
    '192.168.1.20',
    'en0',
    { bridge101: 'virtual host-only', vmenet0: 'virtual no-address' },
  ),
  machine(
    'macOS, Tailscale for some',
    { ...LO0, utun3: by(NONE, '100.100.4.5/32'), en0: on('192.168.1.20/24') },
    '192.168.1.20',
    'en0',
    { utun3: 'vpn vpn', en0: 'ethernet default-route' },
  ),
  machine('a machine without anything', {}, undefined, '', {}),
];
