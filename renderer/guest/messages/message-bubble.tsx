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
  readonly shown: ShownMessage;
  readonly mine: boolean;
  /** Your own id. */
  readonly you: string;
  /** You are a host or a moderator in a room for everyone. */
  readonly canModerate: boolean;
  readonly times: Times;
  readonly session: ChatClient;
}

export function MessageBubble({ shown, mine, you, canModerate, times, session }: Props) {
  const message = shown.is === 'entry' ? shown.message : undefined;
  const bubble = (
    <div className={message ? 'bubble' : 'bubble bubble-waiting'} title={times.full(timeOf(shown))}>
      <BubbleText shown={shown} you={you} session={session} />
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
        mayDelete={mine || canModerate}
        actions={session.messageActions}
      >
        {bubble}
      </MessageActions>
      {reactions.length > 0 && <GivenReactions message={message} you={you} session={session} />}
    </>
  );
}

function BubbleText({ shown, you, session }: Pick<Props, 'shown' | 'you' | 'session'>) {
  const message = shown.is === 'entry' ? shown.message : undefined;
  const mentions = useMentions(message, you);
  if (message?.deleted === true) return <DeletedText />;
  const text = textOf(shown);
  const reply = replyOf(shown);
  return (
    <>
      {reply && <QuotePreview quote={reply} onJump={session.jumpTo} />}
      {text !== '' && <MessageText text={text} mentions={mentions} />}
      <MessageFiles shown={shown} session={session} />
      {message?.edited === true && <EditedMark />}
    </>
  );
}

function MessageFiles({ shown, session }: Pick<Props, 'shown' | 'session'>) {
  const files = shown.is === 'entry' ? shown.message.files : undefined;
  const shownFiles = useMemo(() => files?.map(shownFile), [files]);
  if (shown.is === 'outgoing')
    return (
      shown.outgoing.files && (
        <OutgoingFiles outgoing={shown.outgoing} onCancel={session.files.cancelMessage} />
      )
    );
  return shownFiles && shownFiles.length > 0 && <Attachments files={shownFiles} />;
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
  return <Reactions seq={message.seq} reactions={given} onReact={session.messageActions.react} />;
}

function givenOf({ reactions = [] }: Message, you: string, names: Names): readonly GivenReaction[] {
  return reactions.map((each) => ({
    emoji: each.emoji,
    count: countOf(each),
    own: each.by.includes(you),
    names: each.by.flatMap((id) => (id === you ? [] : (names.get(id) ?? []))),
  }));
}
