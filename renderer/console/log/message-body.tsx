/** The text of a message in the log. Mentioned names are looked up only where there are mentions. */
import { useMemo } from 'react';
import { HOST_ID } from '../../../contract/model/host-person.ts';
import type { Message } from '../../../contract/model/entry.ts';
import { clampMarks } from '../../../contract/text/writing.ts';
import { MessageText } from '../../ui/text/message-text.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { useKnownNames } from './use-known-names.ts';

interface Props {
  readonly host: HostConsole;
  readonly message: Message;
  /** The search text to highlight. */
  readonly sought: string | undefined;
}

export function SaidWords(props: Props) {
  const { message, sought } = props;
  if ((message.mentions ?? []).length > 0) return <NamingWords {...props} />;
  return <MessageText text={clampMarks(message.text)} highlight={sought} />;
}

function NamingWords({ host, message: { text, mentions }, sought }: Props) {
  const nameOf = useKnownNames(host);
  const named = useMemo(
    () =>
      mentions?.flatMap((id) => {
        const name = nameOf(id);
        return name === undefined ? [] : [{ name, you: id === HOST_ID }];
      }),
    [mentions, nameOf],
  );
  return <MessageText text={clampMarks(text)} mentions={named} highlight={sought} />;
}
