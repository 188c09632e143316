/** Whether guests can join: each check, and the likely cause if none has. */
import type { ReachabilityFinding, Reachability } from '../../../contract/ipc/reachability.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { Address } from '../controls/address.tsx';

interface Props {
  readonly diagnosis: Reachability;
  readonly port: number;
}

export function ReachabilityCard({ diagnosis, port }: Props) {
  const { t } = useWords();
  const { checks, causes, namedLink } = diagnosis;
  const headline = headlineOf(diagnosis);
  if (headline === undefined) return null;
  return (
    <section className="doctor">
      <h2 className="label">{t('console:reachability.label')}</h2>
      {/* A failed check is always expanded. */}
      <details open={causes.length > 0 || headline.verdict === 'bad'}>
        <summary>
          <CheckLine check={headline} port={port} />
        </summary>
        <ul className="doctor-checks">
          {checks
            .filter((check) => check !== headline)
            .map((check) => (
              <li key={check.finding}>
                <CheckLine check={check} port={port} />
                {check.finding === 'announced' && namedLink !== undefined && <NamedLink link={namedLink} />}
              </li>
            ))}
        </ul>
        {causes.length > 0 && (
          <div className="doctor-why">
            <p>{t('console:reachability.why')}</p>
            <ol>
              {causes.map((cause) => (
                <li key={cause}>{t(`console:reachability.cause.${cause}`, { port })}</li>
              ))}
            </ol>
          </div>
        )}
      </details>
    </section>
  );
}

/** The worst finding, or else the last check: whether a guest has joined, which outweighs the others. */
function headlineOf({ checks }: Reachability): ReachabilityFinding | undefined {
  return checks.find(({ verdict }) => verdict === 'bad') ?? checks.at(-1);
}

function NamedLink({ link }: { readonly link: string }) {
  const { t } = useWords();
  return (
    <p className="doctor-named">
      {t('console:reachability.named')}{' '}
      <span className="join-link">
        <Address text={link} />
      </span>
    </p>
  );
}

/** A shape for each verdict, so that it does not depend on colour. */
const MARKS = { good: '✓', waiting: '…', unsure: '?', bad: '✕' } as const;

function CheckLine({
  check: { finding, verdict, at },
  port,
}: {
  readonly check: ReachabilityFinding;
  readonly port: number;
}) {
  const { t } = useWords();
  const times = useTimes();
  return (
    <span className={`check check-${verdict}`}>
      <span className="check-mark" aria-hidden="true">
        {MARKS[verdict]}
      </span>
      <span>
        <span className="visually-hidden">{t(`console:reachability.verdict.${verdict}`)}: </span>
        {t(`console:reachability.finding.${finding}`, {
          port,
          time: at === undefined ? '' : times.clock(at),
        })}
      </span>
    </span>
  );
}
