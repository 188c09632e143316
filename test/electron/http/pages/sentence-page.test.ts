import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  sentencePage,
  sentenceResponse,
  type SentenceStatus,
} from '../../../../electron/http/pages/sentence-page.ts';
import { speakFrom } from '../../../../electron/server/host-locale.ts';

const english = speakFrom('en')([]);
const statuses: SentenceStatus[] = [400, 403, 404, 405, 408, 414, 426, 431, 505];

test.each(statuses)('%i says what is wrong and links to the chat', (status) => {
  const { body } = sentencePage(status, english);
  expect(body).toMatch(/<h1>[A-Z][^<]{8,}<\/h1>/);
  expect(body).toMatch(/<p>[A-Z][^<]+\.<\/p>/);
  expect(body).toContain('<a href="/">');
  expect(body).not.toContain('http.');
});

test('the policy allows exactly the inline style of the page', () => {
  const { headers, body } = sentencePage(404, english);
  const style = /<style>([^]*)<\/style>/.exec(body)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(headers['Content-Security-Policy']).toContain(`'sha256-${hash}'`);
});

test('an additional sentence is escaped', () => {
  expect(sentencePage(400, english, { more: 'a <b> & "c"' }).body).toContain(
    'a &#60;b&#62; &#38; &#34;c&#34;</p>',
  );
});

test('a whole response has its length in bytes, the extra headers, and closes', () => {
  const [head = '', body = ''] = sentenceResponse(
    426,
    english,
    { Upgrade: 'websocket' },
    { more: '“é”' },
  ).split('\r\n\r\n');
  const lines = head.split('\r\n');
  expect(lines[0]).toBe('HTTP/1.1 426 Upgrade Required');
  expect(lines).toContain('Upgrade: websocket');
  expect(lines).toContain('Connection: close');
  expect(lines).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
  expect(lines).toContain('X-Frame-Options: DENY');
});
