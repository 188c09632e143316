/** Checks over plain HTTP whether the host is reachable when WebSockets are blocked. */

const ANSWER_TIMEOUT_S = 5;

/** @param done called once */
export function checkHost(page: string, done: (isReachable: boolean) => void): void {
  const request = new XMLHttpRequest();
  request.open('HEAD', page);
  request.timeout = ANSWER_TIMEOUT_S * 1000;
  request.onload = () => done(request.status === 200);
  request.onerror = () => done(false);
  request.ontimeout = () => done(false);
  request.send();
}
