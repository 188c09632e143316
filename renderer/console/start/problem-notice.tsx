/** Says why the chat could not start, and the next step. */
import type { HostProblem } from '../../../contract/ipc/host-state.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';

interface Props {
  readonly trouble: HostProblem;
  /** Fills in the free port and starts. */
  readonly onUseFree: (port: number) => void;
}

export function ProblemNotice({ trouble, onUseFree }: Props) {
  const { t } = useWords();
  const free = trouble.code === 'port-busy' ? trouble.free : undefined;
  return (
    <div className="trouble" role="alert">
      <p dir="auto">{sentenceOf(trouble, t)}</p>
      {free !== undefined && (
        <button type="button" className="button" onClick={() => onUseFree(free)}>
          {t('console:trouble.use-free', { free })}
        </button>
      )}
    </div>
  );
}

function sentenceOf(trouble: HostProblem, t: Translate): string {
  switch (trouble.code) {
    case 'port-busy':
      return trouble.free === undefined
        ? t('console:trouble.port-busy', { port: trouble.port })
        : t('console:trouble.port-busy-free', { port: trouble.port, free: trouble.free });
    case 'port-forbidden':
      return t('console:trouble.port-forbidden', { port: trouble.port });
    case 'address-gone':
      return t('console:trouble.address-gone', { address: trouble.address });
    case 'adapter-gone':
      return t('console:trouble.adapter-gone', { adapter: trouble.adapter });
    case 'folder-in-use':
      return trouble.holder === ''
        ? t('console:trouble.folder-in-use-somewhere', { folder: trouble.folder })
        : t('console:trouble.folder-in-use', { folder: trouble.folder, holder: trouble.holder });
    case 'failed':
      return t('console:trouble.failed', { detail: trouble.detail.replace(/[.\s]+$/u, '') });
    case 'broken':
      return t(trouble.again ? 'console:trouble.broken-again' : 'console:trouble.broken', {
        detail: trouble.detail.replace(/[.\s]+$/u, ''),
      });
    default:
      return trouble satisfies never;
  }
}
