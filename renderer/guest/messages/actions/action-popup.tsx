/** The menu of a message, or the emoji picker for reacting, in a popup. */
import { useWords } from '../../../ui/language/use-translation.ts';
import { ActionMenu, type MenuProps } from './action-menu.tsx';
import { EmojiPicker } from '../../emoji/emoji-picker.tsx';
import { Popup } from '../../../ui/overlay/popup.tsx';

interface Props extends MenuProps {
  readonly showing: 'menu' | 'emoji';
  readonly anchor: HTMLElement | null;
}

export function ActionPopup({ showing, anchor, ...menu }: Props) {
  const { t } = useWords();
  return (
    <Popup
      label={t(showing === 'menu' ? 'chat:actions.label' : 'chat:emoji.label')}
      close={t('chat:emoji.close')}
      anchor={anchor}
      onClose={menu.onDone}
    >
      {showing === 'menu' ? <ActionMenu {...menu} /> : <EmojiPicker onPick={menu.onPick} />}
    </Popup>
  );
}
