/** What a ban covers, the limits of each option, and who else shares the address. */
import type { Covers, BanPreview } from '../../../contract/model/moderation.ts';
import { useWords } from '../language/use-translation.ts';

interface Props {
  readonly preview: Omit<BanPreview, 'type' | 'ref'>;
  readonly covers: Covers;
  /** The ids of the people who are banned as well. */
  readonly others: readonly string[];
  readonly onCovers: (covers: Covers) => void;
  readonly onOthers: (others: readonly string[]) => void;
}

const PARTS = ['token', 'name', 'address'] as const;

export function BanCovers({ preview, covers, others, onCovers, onOthers }: Props) {
  const { t } = useWords();
  const { holds } = preview;
  return (
    <>
      <fieldset className="order-covers">
        <legend className="order-label">{t('shared:moderation.covers')}</legend>
        {PARTS.filter((part) => holds[part]).map((part) => (
          <label key={part} className="order-cover">
            <input
              type="checkbox"
              checked={covers[part]}
              onChange={(event) => onCovers({ ...covers, [part]: event.currentTarget.checked })}
            />
            <span>
              {t(`shared:moderation.${part}`)}
              <span className="order-second">{t(`shared:moderation.${part}-text`)}</span>
            </span>
          </label>
        ))}
        <p className="order-weak" role="status">
          {!holds.token && t('shared:moderation.token-none')}
          {holds.token && !covers.address && t('shared:moderation.weak')}
        </p>
      </fieldset>
      <Others {...{ preview, others, onOthers }} />
    </>
  );
}

function Others({ preview, others, onOthers }: Pick<Props, 'preview' | 'others' | 'onOthers'>) {
  const { t } = useWords();
  const count = preview.others.length;
  if (count === 0) return <p className="order-second">{t('shared:moderation.others-none')}</p>;
  return (
    <fieldset className="order-others">
      <legend className="order-label">{t('shared:moderation.others', { count })}</legend>
      {preview.others.map(({ id, name }) => (
        <label key={id} className="order-choice">
          <input
            type="checkbox"
            checked={others.includes(id)}
            onChange={(event) =>
              onOthers(event.currentTarget.checked ? [...others, id] : others.filter((other) => other !== id))
            }
          />
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
