/** Connects the search panel to the conversation. */
import { useState } from 'react';
import type { Conversation } from '../state/conversation.ts';
import { wordsOf } from '../state/excerpt.ts';
import type { Finding } from '../state/search.ts';
import { useRefusalWords } from '../language/use-refusal-text.ts';
import { openView, titleOf, viewOf } from '../state/rooms.ts';
import { SearchPanel } from './search-panel.tsx';
import type { Hit, SearchState } from '../state/search-state.ts';
import type { ChatClient } from '../session/chat-client.ts';

interface Props {
  readonly conversation: Conversation;
  readonly session: ChatClient;
  /** A result was opened. */
  readonly onLeft: () => void;
  readonly onClose: () => void;
}

export function SearchPlace({ conversation, session, onLeft, onClose }: Props) {
  const words = useRefusalWords();
  const view = openView(conversation);
  const [sought, setSought] = useState({ text: '', everywhere: true });
  const { finding } = conversation;
  const nameOf = (room: string) => {
    const found = viewOf(conversation, room);
    return found === undefined ? '' : titleOf(found.room);
  };
  const close = () => {
    session.closeSearch();
    onClose();
  };
  return (
    <SearchPanel
      sought={sought}
      state={stateOf(finding, nameOf, words)}
      roomName={view === undefined ? '' : titleOf(view.room)}
      onChange={setSought}
      onSearch={(next) => {
        setSought(next);
        session.search(next.text, next.everywhere ? 'everywhere' : 'room');
      }}
      onOlder={session.searchOlder}
      onJump={({ room, seq }) => {
        session.jumpTo(seq, room);
        onLeft();
      }}
      onClose={close}
    />
  );
}

function stateOf(
  finding: Finding | undefined,
  nameOf: (room: string) => string,
  words: ReturnType<typeof useRefusalWords>,
): SearchState {
  if (finding === undefined) return { is: 'idle' };
  const { state, messages, text, older } = finding;
  if (state.is === 'refused') return { is: 'failed', words: words({ code: state.code }) };
  const asked = state.is === 'asked';
  if (asked && messages.length === 0) return { is: 'searching' };
  const hits = messages.map((message): Hit => {
    const { room, seq, from, at } = message;
    return { room, seq, from, at, text: wordsOf(message), roomName: nameOf(room) };
  });
  return { is: 'found', text, hits, older: older === undefined ? 'none' : asked ? 'asked' : 'more' };
}
