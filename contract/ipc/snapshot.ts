/** All of the host's state at one moment: the first event that a window gets, and from there on the others tell what changes. */
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
import type { Sample, TrafficNow } from './stats.ts';

export interface HostSnapshot {
  readonly state: HostState;
  readonly adapters: readonly Adapter[];
  /** Chosen last, or suggested. */
  readonly startOptions: StartOptions;
  readonly diagnosis: Reachability;
  readonly nearby: readonly Nearby[];
  /** The language of the window; BCP 47. */
  readonly language: string;
  readonly settings: AppSettings;
  readonly access: Access;
  /** The settings file could not be read: it was put aside under this name, and the defaults hold. */
  readonly settingsAside?: string;
  /** There was a PIN that can be read no more: the host has to enter it again, or to do without. */
  readonly pinLost?: boolean;
  readonly people: readonly ConnectedPerson[];
  readonly chatInfo: ChatInfo;
  readonly moderation: ModerationOverview;
  readonly traffic: TrafficNow;
  /** The last hour, the oldest first. */
  readonly samples: readonly Sample[];
  /** The last entries of each public room, room after room, each in order. */
  readonly entries: readonly Entry[];
}
