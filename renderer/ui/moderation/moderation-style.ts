/** How the buttons are called in the style sheets of whoever shows what keeps order. */
export interface ModerationStyle {
  readonly cancel: string;
  readonly yes: string;
  /** In a list. */
  readonly small: string;
}
