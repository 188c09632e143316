/** Maps the connection status to translation keys. */
import type { Conversation } from '../state/conversation.ts';

/** The short text beside the status dot. */
export function statusKey(is: Conversation['status']['is']) {
  switch (is) {
    case 'here':
      return 'chat:status.here';
    case 'lost':
      return 'chat:status.lost';
    case 'blocked':
      return 'chat:status.blocked';
    case 'host-gone':
      return 'chat:status.host-gone';
    case 'replaced':
      return 'chat:status.replaced';
    case 'ended':
    case 'removed':
      return 'chat:status.ended';
    case 'asking-name':
    case 'connecting':
    case 'unreachable':
      return 'chat:status.connecting';
  }
}

/** The explanation and the button for a connection problem; `undefined` if there is none. */
export function troubleKeys(is: Conversation['status']['is']) {
  switch (is) {
    case 'lost':
      return { sentence: 'chat:trouble.lost', button: 'chat:trouble.try-now' } as const;
    case 'blocked':
      return { sentence: 'chat:trouble.blocked', button: 'chat:trouble.try-now' } as const;
    case 'host-gone':
      return { sentence: 'chat:trouble.host-gone', button: 'chat:trouble.try-now' } as const;
    case 'replaced':
      return { sentence: 'chat:trouble.replaced', button: 'chat:trouble.use-here' } as const;
    case 'ended':
      return { sentence: 'chat:trouble.ended', button: 'chat:trouble.try-now' } as const;
    case 'here':
    case 'asking-name':
    case 'connecting':
    case 'unreachable':
    case 'removed':
      return undefined;
  }
}
