/** What must never be handed to another program, by whatever a link is opened with. */

/** Of browsers, systems and programs: each has opened, started or fetched something for somebody. */
export const OTHER_SCHEMES = [
  ...['javascript', 'data', 'file', 'blob', 'filesystem', 'about', 'view-source', 'vbscript', 'mhtml', 'res'],
  ...['ftp', 'ftps', 'sftp', 'ssh', 'telnet', 'ldap', 'ldaps', 'gopher', 'dict', 'tftp'],
  ...['smb', 'cifs', 'nfs', 'afp', 'dav', 'davs', 'webdav', 'rdp', 'vnc', 'git'],
  ...['ws', 'wss', 'mailto', 'tel', 'sms', 'facetime', 'sip', 'sips', 'xmpp', 'irc'],
  ...['ms-settings', 'ms-msdt', 'search-ms', 'ms-officecmd', 'ms-word', 'ms-excel', 'ms-appinstaller'],
  ...['ms-cxh', 'shell', 'hcp', 'help', 'x-apple.systempreferences', 'applescript', 'itms-services'],
  ...['steam', 'slack', 'zoommtg', 'msteams', 'vscode', 'jar', 'intent', 'android-app', 'chrome', 'devtools'],
  ...['app', 'magnet', 'bitcoin', 'urn', 'cid', 'news', 'feed', 'wyciwyg'],
];

export const UNOPENED_LINKS: readonly unknown[] = [
  ...OTHER_SCHEMES.map((scheme) => `${scheme}://192.168.1.20:8080/`),
  ...OTHER_SCHEMES.map((scheme) => `${scheme}:alert(1)`),
  ...['\\\\192.168.1.20\\share', '//192.168.1.20/share', '\\\\?\\C:\\Windows', 'C:\\Windows\\calc.exe'],
  ...['/etc/passwd', 'calc.exe', '--help', 'http:', 'http://', 'https:///'],
  // Such as two parsers read in two ways.
  ...['http:\\\\192.168.1.20\\share', 'http:/192.168.1.20/', 'http:192.168.1.20', 'https:example.org/'],
  ...['http://example.org\\@other.example/', 'http://example.org/a\\b', 'http://example.org/a/../b'],
  ...['http://user@192.168.1.20:8080/', 'http://user:word@192.168.1.20/', 'http://@192.168.1.20/'],
  ...['http://:@192.168.1.20/', 'https://bank.example@elsewhere.example/'],
  ...['http://0x7f.1/', 'http://3232235777/', 'http://192.168.001.20/', 'http://192.168.1.20:99999/'],
  ...['http://192.168.1.20:080/', 'http://192.168.1.20:80/', 'https://example.org:443/'],
  ...['http://пример.example/', 'http://EXAMPLE.org/', 'HTTP://192.168.1.20:8080', 'http://example.org/ä'],
  ...['http://%65xample.org/', 'http://exa mple.org/', 'http://example.org/a b', 'http://example.org/"'],
  ...[' http://192.168.1.20:8080', 'http://192.168.1.20:8080\n', 'ht\ttp://192.168.1.20/', 'http://a\0b/'],
  ...['http://example.org/\u202egpj.exe', 'http://example.org%00.other.example/', 'http://[fe80::1%25eth0]/'],
  `https://example.org/${'a'.repeat(4_096)}`,
  ...['', undefined, null, 7, true, {}, ['http://192.168.1.20:8080'], { link: 'https://example.org/' }],
];
