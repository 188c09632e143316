/** What people write who hope that a page runs it: each is text, and must be shown as that. */

/** Ways of the web to run what somebody wrote; `N` is another number each time. None of them is Markdown. */
export const TEMPLATES = [
  '<script>alert(N)</script>',
  '<img src=x onerror=alert(N)>',
  '"><svg onload=alert(N)>',
  "'><b onclick=alert(N)>x</b>",
  '<iframe srcdoc="<script>parent.alert(N)</script>">',
  'javascript:alert(N)',
  '<a href="javascript:alert(N)">x</a>',
  '<math><mtext><style><img src=x onerror=alert(N)>',
  '{{constructor.constructor("alert(N)")()}}',
  '${alert(N)}',
  '</textarea><script>alert(N)</script>',
  '<style>@import "//example.invalid/N"</style>',
  '<link rel=stylesheet href=//example.invalid/N>',
  '<meta http-equiv=refresh content="0;url=//example.invalid/N">',
  '<form action=//example.invalid/N><input autofocus onfocus=alert(N)>',
  '\\u003cscript\\u003ealert(N)\\u003c/script\\u003e',
  '&lt;script&gt;alert(N)&lt;/script&gt;',
  'data:text/html,<script>alert(N)</script>',
  '<p style="position:fixed;inset:0">N</p>',
  '<!--><video src onerror=alert(N)>',
];
/** As short as a name has to be. */
export const SHORT = [
  '<script>alert(N)</script>',
  '<img src=x onerror=alert(N)>',
  '"><svg onload=alert(N)>',
  "'-alert(N)-'",
];

export function injections(templates: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => templates[i % templates.length]!.replaceAll('N', `${i}`));
}
