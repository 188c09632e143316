/** The window's buttons for what keeps order. */
import type { ModerationStyle } from '../../ui/moderation/moderation-style.ts';

export const MODERATION_STYLE: ModerationStyle = { cancel: 'button', yes: 'button danger', small: 'button' };
