/** The window's buttons for what keeps order. */
import type { OrderStyle } from '../../ui/moderation/order-style.ts';

export const ORDER_STYLE: OrderStyle = { cancel: 'button', yes: 'button danger', small: 'button' };
