// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  forgetTab,
  recallName,
  recallTab,
  rememberName,
  rememberTab,
} from '../../../renderer/chat/memory.ts';

const remembered = { name: 'Ada', token: 't', outbox: [{ ref: 'r1', text: 'hello', at: 1 }], draft: 'next' };

afterEach(() => {
  vi.unstubAllGlobals();
  sessionStorage.clear();
  localStorage.clear();
});

describe('the memory', () => {
  it('gives back what this tab left, until it is forgotten', () => {
    rememberTab(remembered);
    expect(recallTab()).toEqual(remembered);
    forgetTab();
    expect(recallTab()).toBeUndefined();
  });

  it('ignores what it cannot read', () => {
    sessionStorage.setItem('porchlight.tab', '{"name":1}');
    expect(recallTab()).toBeUndefined();
  });

  it('does without storage where that is forbidden', () => {
    const forbidden = () => {
      throw new DOMException('forbidden', 'SecurityError');
    };
    vi.stubGlobal('sessionStorage', { getItem: forbidden, setItem: forbidden, removeItem: forbidden });
    vi.stubGlobal('localStorage', { getItem: forbidden, setItem: forbidden });
    rememberTab(remembered);
    rememberName('Ada');
    forgetTab();
    expect(recallTab()).toBeUndefined();
    expect(recallName()).toBe('');
  });
});
