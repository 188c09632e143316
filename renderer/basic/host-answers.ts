/** Checks over plain HTTP whether the host is reachable when WebSockets are blocked. */

const ANSWER_WITHIN_S = 5;

/** @param done called once */
export function askHost(page: string, told: (answers: boolean) => void): void {
  const request = new XMLHttpRequest();
  request.open('HEAD', page);
  request.timeout = ANSWER_WITHIN_S * 1000;
  request.onload = () => told(request.status === 200);
  request.onerror = () => told(false);
  request.ontimeout = () => told(false);
  request.send();
}
