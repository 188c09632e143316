// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  forgetTab,
  recallName,
  recallTab,
  rememberName,
  rememberTab,
  type Remembered,
} from '../../../../renderer/guest/session/memory.ts';

const quote = { seq: 3, from: { id: 'b2', name: 'Bo', role: 'guest', via: 'page' }, text: 'why' } as const;
const remembered: Omit<Remembered, 'trays'> = {
  name: 'Ada',
  token: 't',
  log: 'log',
  open: 'r1',
  reads: new Map([['lobby', 7]]),
  outbox: [{ ref: 'r1', room: 'lobby', text: 'hello', at: 1, reply: quote }],
  drafts: new Map([
    ['lobby', { text: 'next', mode: { is: 'reply', to: quote }, notice: undefined }],
    ['r1', { text: 'two', mode: { is: 'edit', seq: 2, before: 'one', aside: '' }, notice: undefined }],
  ]),
};

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
  localStorage.clear();
});

describe('the stored state', () => {
  it('restores the state of the tab until it is forgotten', () => {
    rememberTab({ ...remembered, trays: [] });
    expect(recallTab()).toEqual(remembered);
    forgetTab();
    expect(recallTab()).toBeUndefined();
  });

  it('restores a message whose files are uploaded', () => {
    const uploaded = { id: 'f1', thumbnail: 'f2' };
    const files = [{ key: 'k', name: 'a.png', bytes: 3, uploaded }];
    const outbox = [{ ref: 'r1', room: 'lobby', text: '', at: 1, files }];
    rememberTab({ ...remembered, outbox, trays: [] });
    expect(recallTab()?.outbox).toEqual(outbox);
  });

  it('reports files lost in a reload and keeps their text', () => {
    const files = [{ key: 'k', name: 'a.png', bytes: 3 }];
    const outbox = [{ ref: 'r1', room: 'lobby', text: 'look', at: 1, files }];
    rememberTab({ ...remembered, drafts: new Map(), outbox, trays: ['r1'] });
    const { outbox: left, drafts } = recallTab()!;
    expect(left).toEqual([]);
    expect(drafts.get('lobby')).toMatchObject({ text: 'look', notice: { code: 'files-lost' } });
    expect(drafts.get('r1')).toMatchObject({ text: '', notice: { code: 'files-lost' } });
  });

  it('ignores invalid data', () => {
    sessionStorage.setItem('porchlight.tab', '{"name":1}');
    expect(recallTab()).toBeUndefined();
  });

  it('works without storage', () => {
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    vi.stubGlobal('sessionStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
    rememberTab({ ...remembered, trays: [] });
    rememberName('Ada');
    forgetTab();
    expect(recallTab()).toBeUndefined();
    expect(recallName()).toBe('');
  });
});
