/**
 * Keeping order: what hosts and moderators do with people, and what is told of it. It refuses to know who may do
 * what; the host decides that when it is done.
 */
import type { Attachment } from './attachment.ts';

/** Whoever was asked to leave stays away for so long. */
export const REMOVE_SECONDS = 60;
/** A year: what is longer is for good. */
export const SANCTION_MINUTES_MAX = 525_600;
/** So many people behind one address can be banned in one go. */
export const BAN_OTHERS_MAX = 32;

/** By what somebody is known again who is banned. */
export interface Covers {
  /** The browser that they came with, also in another tab. */
  readonly token: boolean;
  /** Their name, and those that look like it. */
  readonly name: boolean;
  /** Everybody new behind their address, or its /64 (IPv6); who is in from there stays. */
  readonly address: boolean;
}

/** Somebody says nothing more, for so many minutes or until it is lifted. */
export interface Mute {
  readonly type: 'mute';
  readonly ref: string;
  readonly personId: string;
  /** May be empty; the person reads it. */
  readonly reason: string;
  readonly minutes?: number;
}
export interface Unmute {
  readonly type: 'unmute';
  readonly ref: string;
  readonly personId: string;
}
/** Somebody leaves at once, and does not come back for {@link REMOVE_SECONDS}. */
export interface Remove {
  readonly type: 'remove';
  readonly ref: string;
  readonly personId: string;
  readonly reason: string;
}
/** Somebody leaves, and stays away for so many minutes or for good. */
export interface Ban {
  readonly type: 'ban';
  readonly ref: string;
  readonly personId: string;
  readonly reason: string;
  readonly minutes?: number;
  readonly covers: Covers;
  /** Those behind the same address who are banned as well. */
  readonly others?: readonly string[];
}
/** A ban is over. */
export interface Unban {
  readonly type: 'unban';
  readonly ref: string;
  readonly ban: string;
}
/** Asks whom a ban would hit. */
export interface AskBanPreview {
  readonly type: 'ban-preview';
  readonly ref: string;
  readonly personId: string;
}
/** Asks for the bans in force. */
export interface AskBans {
  readonly type: 'bans';
  readonly ref: string;
}

/** What waits is let through, or not. */
export interface Review {
  readonly type: 'review';
  readonly ref: string;
  readonly pending: string;
  readonly approve: boolean;
}

/** What hosts and moderators do with people. */
export type ModerationMessage = Mute | Unmute | Remove | Ban | Unban | Review | AskBanPreview | AskBans;

export type RemovedWhy = 'removed' | 'banned' | 'pin';

/** Somebody is out: by a `remove`, a `ban`, or because another PIN is asked for. The connection is closed after it. */
export interface Removed {
  readonly type: 'removed';
  readonly why: RemovedWhy;
  readonly reason?: string;
  /** Until they may come back; for good if left out of a ban. */
  readonly seconds?: number;
}

/** To the person alone: they may say nothing. */
export interface Muted {
  readonly type: 'muted';
  /** `false`: they may again. */
  readonly on: boolean;
  readonly reason?: string;
  /** Until it is lifted if left out. */
  readonly seconds?: number;
}

/** To hosts and moderators: who is muted, and what waits to be let through, in the order in which it came. */
export interface ModerationState {
  readonly type: 'moderation';
  readonly muted: readonly string[];
  readonly pending: readonly PendingMessage[];
}

/** A message that nobody has seen but those who decide. */
export interface PendingMessage {
  readonly id: string;
  readonly room: string;
  readonly from: Named;
  readonly text: string;
  /** Those who decide read them as they would if it were said. */
  readonly files: readonly Attachment[];
  /** The host's wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** To hosts and moderators: one more waits. */
export interface PendingAdded {
  readonly type: 'pending-added';
  readonly pending: PendingMessage;
}

/** To hosts and moderators: one waits no more. */
export interface PendingRemoved {
  readonly type: 'pending-removed';
  readonly pending: string;
}

/** To whoever wrote it: it waits to be let through. */
export interface Pending {
  readonly type: 'pending';
  readonly ref: string;
}

/** What the host has to say to all rooms, until it is taken down. */
export interface Announcement {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  /** The host's wall clock, milliseconds since 1970. */
  readonly at: number;
}

/** There is another one, or none any more. */
export interface Announced {
  readonly type: 'announced';
  readonly announcement?: Announcement;
}

/** Who may write in a room, and how often. Hosts and moderators are not held by them. */
export interface RoomRules {
  /** Seconds from one message of a guest to their next. */
  readonly slow?: number;
  /** Guests read only. */
  readonly readOnly?: true;
  /** What guests write waits until a host or moderator lets it through. */
  readonly approve?: true;
}

/** An hour. */
export const SLOW_SECONDS_MAX = 3_600;

/** It was done. */
export interface ModerationDone {
  readonly type: 'done';
  readonly ref: string;
}

/** Somebody, by the name that they have. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Whom a ban would hit. */
export interface BanPreview {
  readonly type: 'ban-preview';
  readonly ref: string;
  /** Those who are in from behind the same address. */
  readonly others: readonly Named[];
  /** By what somebody like this can be known again. */
  readonly holds: Covers;
}

/** A ban in force, as it is told. */
export interface BanInfo {
  readonly id: string;
  /** Under the name of then. */
  readonly name: string;
  readonly by: string;
  readonly reason: string;
  readonly covers: Covers;
  /** The host's wall clock, milliseconds since 1970. */
  readonly at: number;
  /** Until it is over; for good if left out. */
  readonly seconds?: number;
}

/** The bans in force, the newest first. */
export interface BansAnswer {
  readonly type: 'bans';
  readonly ref: string;
  readonly bans: readonly BanInfo[];
}
