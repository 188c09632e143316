/**
 * A text that changes while it is shown. A page that its browser translates no longer has the text that was put into it:
 * what is written there later nobody sees. So another text comes in an element of its own.
 */
export function Changing({ children }: { readonly children: string | number }) {
  return <span key={children}>{children}</span>;
}
