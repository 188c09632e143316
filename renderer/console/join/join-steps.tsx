/** What people do to get in, one step after the other, to be read out. */
import { useWords } from '../../ui/language/use-translation.ts';

interface Props {
  /** Whether the network is one that people join by its name. */
  readonly wifi: boolean;
  /** Whether they are asked for one. */
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
