/** The class names of the shared moderation components in the window. */
import type { ModerationStyle } from '../../ui/moderation/moderation-style.ts';

export const MODERATION_STYLE: ModerationStyle = { cancel: 'button', yes: 'button danger', small: 'button' };
