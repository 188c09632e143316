/** Builds the parts of a chat, each out of those it needs. */
import type { Files } from '../files/files.ts';
import type { History } from '../history/history.ts';
import { Committer } from './committer.ts';
import { ConnectedPeople } from './connected-people.ts';
import { FileActions } from './file-actions.ts';
import { HostActions, type Operator } from './host-actions.ts';
import { Hub, type Audience } from './hub.ts';
import { JoinService } from './join-service.ts';
import type { RateLimits } from './limits/rate-limits.ts';
import { MessageChanges } from './message-changes.ts';
import { MessageHandler } from './message-handler.ts';
import { MessageSending } from './message-sending.ts';
import { ModerationBroadcast } from './moderation-broadcast.ts';
import { Announcements } from './moderation/announcements.ts';
import { AuditLog } from './moderation/audit-log.ts';
import { Bans } from './moderation/bans.ts';
import { Moderation } from './moderation/moderation.ts';
import { Mutes } from './moderation/mutes.ts';
import { Reviews } from './moderation/reviews.ts';
import type { ClockAndIds } from './model/clock-and-ids.ts';
import type { People } from './model/people.ts';
import { PinGrants } from './model/pin-grants.ts';
import type { Rooms } from './model/rooms.ts';
import { NewMessages } from './new-messages.ts';
import { RoomAccess } from './room-access.ts';
import { RoomActions } from './room-actions.ts';
import { RoomViews } from './room-views.ts';
import { ServerInfoBroadcast } from './server-info-broadcast.ts';
import { Dispatcher } from './sessions/dispatcher.ts';
import { LastAddresses } from './sessions/last-addresses.ts';
import { SessionTable } from './sessions/session-table.ts';
import { SessionRegistry } from './sessions/session-registry.ts';
import type { StorageStatus } from './storage-status.ts';

export interface ChatFoundation {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
  readonly files: Files | undefined;
  readonly limits: RateLimits;
  readonly storageStatus: StorageStatus;
  readonly clockAndIds: ClockAndIds;
  readonly audience: Audience & { readonly chatInfo: () => void };
}

export interface ChatParts {
  readonly hub: Hub;
  readonly joins: JoinService;
  readonly hostActions: HostActions;
  readonly roomActions: RoomActions;
  readonly fileActions: FileActions;
  readonly connectedPeople: ConnectedPeople;
  readonly moderation: Moderation;
  readonly views: RoomViews;
  readonly serverInfo: ServerInfoBroadcast;
}

export function assembleChat(foundation: ChatFoundation, operator: Operator): ChatParts {
  const { people, rooms, history, clockAndIds, audience } = foundation;
  const views = new RoomViews(foundation);
  const table = new SessionTable();
  const dispatcher = new Dispatcher(views, table, clockAndIds.identity().id);
  const committer = new Committer({ people, history, dispatcher });
  const origins = new LastAddresses();
  const sessions = new SessionRegistry({
    ...{ people, audience, dispatcher, committer },
    sessions: table,
    addresses: origins,
  });
  const connected = { ...foundation, dispatcher, committer, sessions, origins, views };

  const newMessages = new NewMessages(foundation);
  const audit = new AuditLog(history, clockAndIds);
  const announcements = new Announcements(history, clockAndIds, audit);
  const reviews = new Reviews({ clockAndIds, audit, origins, approved: newMessages });
  const mutes = new Mutes({ people, history, clockAndIds, audit, origins });
  const bans = new Bans({ people, history, clockAndIds, audit, origins, reviews });
  const moderation = new Moderation({ people, bans, mutes, reviews, announcements, audit });
  const moderationBroadcast = new ModerationBroadcast({ people, mutes, reviews, announcements, dispatcher });
  const moderated = { bans, mutes, reviews, announcements, audit, moderation, moderationBroadcast };

  const access = new RoomAccess(people, rooms, mutes);
  const sending = new MessageSending({ ...connected, access, reviews, newMessages });
  const changes = new MessageChanges({ ...foundation, access, mutes, audit });
  const handler = new MessageHandler({ ...foundation, ...moderated, access, sending, changes });
  const hub = new Hub({ ...connected, ...moderated, handler, sending });

  const serverInfo = new ServerInfoBroadcast({ ...connected });
  const pinGrants = new PinGrants(history);
  const joins = new JoinService({ ...connected, ...moderated, serverInfo, pinGrants });
  const hostActions = new HostActions(operator, {
    ...{ people, history, ...moderated },
    ...{ hub, handler, sending, changes, pinGrants },
  });
  return {
    ...{ hub, joins, hostActions, moderation, views, serverInfo },
    roomActions: new RoomActions({ ...foundation, hostActions, serverInfo }),
    fileActions: new FileActions({ ...foundation, hostActions, hub }),
    connectedPeople: new ConnectedPeople({ ...connected, mutes }),
  };
}
