/** The steps for guests to join, to read out. */
import { useWords } from '../../ui/language/use-translation.ts';

interface Props {
  /** Whether guests choose the network by its name. */
  readonly wifi: boolean;
  /** Whether guests need a PIN. */
  readonly pin: boolean;
}

export function JoinSteps({ wifi, pin }: Props) {
  const { t } = useWords();
  return (
    <ol className="join-steps">
      <li>{t(wifi ? 'console:join.network-wifi' : 'console:join.network')}</li>
      <li>{t('console:join.scan')}</li>
      <li>{t('console:join.name')}</li>
      {pin && <li>{t('console:join.pin')}</li>}
    </ol>
  );
}
