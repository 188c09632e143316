/** Connects the search panel to the conversation. */
import { useState } from 'react';
import type { Conversation } from '../state/conversation.ts';
import { searchableText } from '../state/excerpt.ts';
import type { SearchSession } from '../state/search.ts';
import { useRefusalText } from '../language/use-refusal-text.ts';
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
  const refusalText = useRefusalText();
  const view = openView(conversation);
  const [input, setInput] = useState({ text: '', everywhere: true });
  const { search } = conversation;
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
      input={input}
      state={stateOf(search, nameOf, refusalText)}
      roomName={view === undefined ? '' : titleOf(view.room)}
      onChange={setInput}
      onSearch={(next) => {
        setInput(next);
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
  finding: SearchSession | undefined,
  nameOf: (room: string) => string,
  refusalText: ReturnType<typeof useRefusalText>,
): SearchState {
  if (finding === undefined) return { is: 'idle' };
  const { state, messages, text, older } = finding;
  if (state.is === 'refused') return { is: 'failed', text: refusalText({ code: state.code }) };
  const isRequested = state.is === 'requested';
  if (isRequested && messages.length === 0) return { is: 'searching' };
  const hits = messages.map((message): Hit => {
    const { room, seq, from, at } = message;
    return { room, seq, from, at, text: searchableText(message), roomName: nameOf(room) };
  });
  return {
    is: 'found',
    text,
    hits,
    older: older === undefined ? 'none' : isRequested ? 'requested' : 'more',
  };
}
