/** The join page: name, PIN if required, and the state of the connection. */
import { useState, type SyntheticEvent } from 'react';
import { PLAIN_PATH } from '../../../contract/wire/wire.ts';
import { Lamp } from '../../ui/page/lamp.tsx';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Conversation } from '../state/conversation.ts';
import { LanguageSwitch } from '../language/language-switch.tsx';
import { NameField } from '../people/name-field.tsx';
import { PinField } from './pin-field.tsx';
import { useRefusalText } from '../language/use-refusal-text.ts';
import type { ChatClient } from '../session/chat-client.ts';
import { asksPin } from '../state/status.ts';

interface Props {
  readonly conversation: Conversation;
  readonly session: ChatClient;
}

export function JoinPage({ conversation, session }: Props) {
  const { t } = useWords();
  const { status, token, outbox } = conversation;
  const unreachable = status.is === 'unreachable';
  const returning = token !== undefined && status.is !== 'asking-name';
  return (
    <main className={returning ? 'join join-returning' : 'join'}>
      <div className="join-language">
        <LanguageSwitch />
      </div>
      <div className="join-lamp">
        <Lamp on={!unreachable} />
      </div>
      <h1>{t(titleKey(status.is))}</h1>
      {returning ? (
        <Returning conversation={conversation} session={session} />
      ) : (
        <JoinForm conversation={conversation} session={session} />
      )}
      <p className="join-small">{t(outbox.length > 0 ? 'chat:join.retention' : 'chat:join.privacy')}</p>
    </main>
  );
}

function titleKey(is: Conversation['status']['is']) {
  if (is === 'blocked') return 'chat:join.blocked';
  return is === 'unreachable' ? 'chat:join.off' : 'chat:join.running';
}

/** The link to the page that needs no WebSocket, shown when WebSockets are blocked. */
function PlainLink({ is }: { readonly is: Conversation['status']['is'] }) {
  const { t } = useWords();
  if (is !== 'blocked') return null;
  return (
    <a className="secondary join-plain" href={PLAIN_PATH}>
      {t('chat:trouble.plain')}
    </a>
  );
}

function JoinForm({ conversation, session }: Props) {
  const { t } = useWords();
  const refusalText = useRefusalText();
  const { status, pinRequired } = conversation;
  const [name, setName] = useState(conversation.name);
  const [pin, setPin] = useState('');
  const [empty, setEmpty] = useState<'name' | 'pin'>();
  const refusal = status.is === 'asking-name' ? status.refusal : undefined;
  const ofPin = refusal !== undefined && asksPin(refusal.code);
  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    const missing = name.trim() === '' ? 'name' : pinRequired && pin.trim() === '' ? 'pin' : undefined;
    setEmpty(missing);
    if (missing === undefined && status.is !== 'connecting')
      session.join(name, pinRequired ? pin.trim() : undefined);
  };
  const ofName = empty === 'name' ? ({ code: 'name-empty' } as const) : ofPin ? undefined : refusal;
  return (
    <form className="join-form" noValidate onSubmit={onSubmit}>
      <p className="join-lead" role="status">
        {t(pinRequired && status.is === 'asking-name' ? 'chat:join.pin-lead' : leadKey(status.is))}
      </p>
      <PlainLink is={status.is} />
      <NameField
        label={t('chat:join.name')}
        name={name}
        refusal={ofName && refusalText(ofName)}
        onChange={setName}
      />
      {pinRequired && (
        <PinField
          pin={pin}
          refusal={
            empty === 'pin'
              ? t('chat:join.pin-empty')
              : ofPin && refusal.code !== 'pin-required'
                ? refusalText(refusal)
                : undefined
          }
          onChange={setPin}
        />
      )}
      <button className="primary" type="submit" aria-busy={status.is === 'connecting'}>
        {t('chat:join.button')}
      </button>
    </form>
  );
}

/** Shown after a reload, when the person is known and only has to wait. */
function Returning({ conversation, session }: Props) {
  const { t } = useWords();
  const { is } = conversation.status;
  return (
    <div className="join-form">
      <p className="join-lead" role="status">
        {is === 'unreachable' || is === 'blocked' ? (
          t(leadKey(is))
        ) : (
          <Sentence text={t('chat:join.returning', { name: mark(0) })} slots={[conversation.name]} />
        )}
      </p>
      <PlainLink is={is} />
      <button className="secondary" type="button" onClick={session.giveUp}>
        {t('chat:join.cancel')}
      </button>
    </div>
  );
}

function leadKey(is: Conversation['status']['is']) {
  switch (is) {
    case 'connecting':
      return 'chat:join.connecting';
    case 'unreachable':
      return 'chat:join.unreachable';
    case 'blocked':
      return 'chat:trouble.blocked';
    case 'asking-name':
    case 'here':
    case 'lost':
    case 'host-gone':
    case 'replaced':
    case 'ended':
    case 'removed':
      return 'chat:join.invitation';
  }
}
