/** Whether this is macOS, whose keys are others. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Macintosh');
}
