/** The bubble of a message: quote, text, files, reactions and actions. */
import { useMemo } from 'react';
import type { Message } from '../../../contract/model/entry.ts';
import { countOf } from '../../../contract/model/reactions.ts';
import type { Times } from '../../ui/language/times.ts';
import { Attachments } from '../../ui/files/attachments.tsx';
import { messageExcerpt } from '../state/excerpt.ts';
import { MessageActions } from './actions/message-actions.tsx';
import { DeletedText, EditedMark } from './message-marks.tsx';
import { usePeopleNames, type Names } from '../state/names.ts';
import { OutgoingFiles } from '../files/outgoing-files.tsx';
import { QuotePreview } from './quote-preview.tsx';
import { Reactions, type GivenReaction } from '../emoji/reactions.tsx';
import { MessageText } from '../../ui/text/message-text.tsx';
import { replyOf, textOf, timeOf, type ShownMessage } from './rows.ts';
import type { ChatClient } from '../session/chat-client.ts';
import { shownFile } from '../../ui/files/shown-file.ts';

interface Props {
  readonly said: ShownMessage;
  readonly mine: boolean;
  /** Your own id. */
  readonly you: string;
  /** You are a host or a moderator in a room for everyone. */
  readonly keeper: boolean;
  readonly times: Times;
  readonly session: ChatClient;
}

export function MessageBubble({ said, mine, you, keeper, times, session }: Props) {
  const message = said.is === 'entry' ? said.message : undefined;
  const bubble = (
    <div className={message ? 'bubble' : 'bubble bubble-waiting'} title={times.full(timeOf(said))}>
      <BubbleText said={said} you={you} session={session} />
    </div>
  );
  if (message === undefined || message.deleted === true) return bubble;
  const { seq, reactions = [] } = message;
  const text = messageExcerpt(message);
  const given = reactions.filter(({ by }) => by.includes(you)).map(({ emoji }) => emoji);
  return (
    <>
      <MessageActions
        {...{ seq, text, mine, given }}
        mayEdit={mine}
        mayDelete={mine || keeper}
        acts={session.acts}
      >
        {bubble}
      </MessageActions>
      {reactions.length > 0 && <GivenReactions message={message} you={you} session={session} />}
    </>
  );
}

function BubbleText({ said, you, session }: Pick<Props, 'said' | 'you' | 'session'>) {
  const message = said.is === 'entry' ? said.message : undefined;
  const mentions = useMentions(message, you);
  if (message?.deleted === true) return <DeletedText />;
  const text = textOf(said);
  const reply = replyOf(said);
  return (
    <>
      {reply && <QuotePreview quote={reply} onJump={session.jumpTo} />}
      {text !== '' && <MessageText text={text} mentions={mentions} />}
      <SaidFiles said={said} session={session} />
      {message?.edited === true && <EditedMark />}
    </>
  );
}

function SaidFiles({ said, session }: Pick<Props, 'said' | 'session'>) {
  const files = said.is === 'entry' ? said.message.files : undefined;
  const shown = useMemo(() => files?.map(shownFile), [files]);
  if (said.is === 'outgoing')
    return said.outgoing.files && <OutgoingFiles outgoing={said.outgoing} onUnsay={session.files.unsay} />;
  return shown && shown.length > 0 && <Attachments files={shown} />;
}

function useMentions(message: Message | undefined, you: string) {
  const names = usePeopleNames();
  const ids = message?.mentions;
  return useMemo(
    () =>
      ids?.flatMap((id) => {
        const name = names.get(id);
        return name === undefined ? [] : [{ name, you: id === you }];
      }),
    [ids, names, you],
  );
}

interface GivenProps {
  readonly message: Message;
  readonly you: string;
  readonly session: ChatClient;
}

function GivenReactions({ message, you, session }: GivenProps) {
  const names = usePeopleNames();
  const given = useMemo(() => givenOf(message, you, names), [message, you, names]);
  return <Reactions seq={message.seq} reactions={given} onReact={session.acts.react} />;
}

function givenOf({ reactions = [] }: Message, you: string, names: Names): readonly GivenReaction[] {
  return reactions.map((each) => ({
    emoji: each.emoji,
    count: countOf(each),
    own: each.by.includes(you),
    names: each.by.flatMap((id) => (id === you ? [] : (names.get(id) ?? []))),
  }));
}
