/** Where the host stands, all of it at once: from there on events tell what changes. */
import type { Adapter } from './adapter.ts';
import type { Access } from './allowed.ts';
import type { AppSettings } from './app-settings.ts';
import type { StartOptions } from './start-options.ts';
import type { ConnectedPerson } from './connected-person.ts';
import type { Reachability } from './reachability.ts';
import type { Entry } from '../model/entry.ts';
import type { HostState } from './host-state.ts';
import type { ChatInfo } from '../model/chat-info.ts';
import type { Nearby } from './nearby.ts';
import type { ModerationOverview } from './moderation-action.ts';

/** Everything that a console needs when it opens. */
export interface Overview {
  readonly state: HostState;
  readonly adapters: readonly Adapter[];
  readonly choice: StartOptions;
  readonly diagnosis: Reachability;
  readonly nearby: readonly Nearby[];
  /** What the window is to speak; BCP 47. */
  readonly language: string;
  readonly settings: AppSettings;
  readonly access: Access;
  /** The settings file could not be read: it was put aside under this name, and what is usual holds. */
  readonly settingsAside?: string;
  /** There was a PIN that can be read no more: it is for somebody to say it again, or to do without. */
  readonly pinLost?: boolean;
  readonly people: readonly ConnectedPerson[];
  readonly chatInfo: ChatInfo;
  readonly moderation: ModerationOverview;
  /** The last entries of each room, room after room, each in order. */
  readonly entries: readonly Entry[];
}
