/** The emoji picker in a popup. */
import { useWords } from '../../ui/language/use-translation.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { Popup } from '../../ui/overlay/popup.tsx';

interface Props {
  readonly anchor: HTMLElement;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

export function EmojiPopup({ anchor, onPick, onClose }: Props) {
  const { t } = useWords();
  return (
    <Popup label={t('chat:emoji.label')} close={t('chat:emoji.close')} anchor={anchor} onClose={onClose}>
      <EmojiPicker onPick={onPick} />
    </Popup>
  );
}
