/** The class names of buttons in the stylesheet of the surrounding page. */
export interface ModerationStyle {
  readonly cancel: string;
  readonly yes: string;
  /** For buttons in a list. */
  readonly small: string;
}
