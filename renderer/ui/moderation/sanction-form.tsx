/**
 * The form for muting, removing or banning a person: duration, reason and, for a ban, what it covers. The console
 * and the guest page share it.
 */
import { useState, type SyntheticEvent } from 'react';
import type { Ban, Remove, Mute } from '../../../contract/wire/moderation-message.ts';
import type { Covers, BanPreview } from '../../../contract/model/moderation.ts';
import { parseReason, REASON_CODE_POINTS_MAX } from '../../../contract/text/writing.ts';
import { ban, remove, mute } from './sanctions.ts';
import { BanCovers } from './ban-covers.tsx';
import { Duration, type Minutes } from './duration-choice.tsx';
import './moderation.css';
import type { ModerationStyle } from './moderation-style.ts';
import { useWords } from '../language/use-translation.ts';

export type Sanction = Omit<Mute, 'ref'> | Omit<Remove, 'ref'> | Omit<Ban, 'ref'>;

interface Props {
  readonly what: Sanction['type'];
  readonly whom: string;
  /** For a ban; left out while loading. */
  readonly preview?: Omit<BanPreview, 'type' | 'ref'> | undefined;
  readonly style: ModerationStyle;
  /** Why the request failed, as text. */
  readonly fault: string | undefined;
  readonly onDo: (sanction: Sanction) => void;
  readonly onCancel: () => void;
}

export function SanctionForm({ what, whom, preview, style, fault, onDo, onCancel }: Props) {
  const { t } = useWords();
  const [minutes, setMinutes] = useState<Minutes>(what === 'mute' ? 10 : 60);
  const [reason, setReason] = useState('');
  const [covers, setCovers] = useState<Covers>();
  const [others, setOthers] = useState<readonly string[]>([]);
  const [tried, setTried] = useState(false);
  const parsedReason = parseReason(reason);
  const chosen = covers ?? defaultCovers(preview?.holds);
  const holds = chosen.token || chosen.name || chosen.address;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (parsedReason === undefined || (what === 'ban' && (preview === undefined || !holds))) return;
    if (what === 'remove') onDo(remove(whom, parsedReason));
    else if (what === 'mute') onDo(mute(whom, parsedReason, minutes));
    else onDo(ban(whom, parsedReason, minutes, chosen, others));
  };
  const errorText =
    parsedReason === undefined
      ? t('shared:moderation.reason-long', { most: REASON_CODE_POINTS_MAX })
      : tried && what === 'ban' && !holds
        ? t('shared:moderation.covers-nothing')
        : fault;
  return (
    <form className="order-form" noValidate onSubmit={submit}>
      <p className="order-second">{t(`shared:moderation.${what}-text`)}</p>
      {what !== 'remove' && <Duration what={what} minutes={minutes} onMinutes={setMinutes} />}
      <label className="order-field">
        <span className="order-label">{t('shared:moderation.reason')}</span>
        <input
          type="text"
          dir="auto"
          autoComplete="off"
          value={reason}
          aria-invalid={parsedReason === undefined}
          placeholder={t('shared:moderation.reason-hint')}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      {what === 'ban' && preview && (
        <BanCovers
          preview={preview}
          covers={chosen}
          others={others}
          onCovers={setCovers}
          onOthers={setOthers}
        />
      )}
      {errorText !== undefined && (
        <p className="order-fault" role="alert">
          {errorText}
        </p>
      )}
      <div className="order-foot">
        <button type="button" className={style.cancel} onClick={onCancel}>
          {t('shared:moderation.cancel')}
        </button>
        <button type="submit" className={style.yes}>
          {t(`shared:moderation.${what}-yes`)}
        </button>
      </div>
    </form>
  );
}

/** The default does not ban the address, which others may share, unless nothing else identifies the person. */
function defaultCovers(holds: Covers | undefined): Covers {
  if (holds === undefined) return { token: true, name: true, address: false };
  const { token, name, address } = holds;
  return { token, name, address: address && !token };
}
