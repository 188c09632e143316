/** Shows who is typing. It keeps its height when empty, so that nothing moves. */
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import '../../ui/log/system-messages.css';

export function TypingLine({ names }: { readonly names: readonly string[] }) {
  const { t } = useWords();
  const [name, other, ...more] = names;
  const text =
    other === undefined
      ? t('chat:typing.one', { name: mark(0) })
      : more.length === 0
        ? t('chat:typing.two', { name: mark(0), other: mark(1) })
        : t('chat:typing.several', { count: names.length });
  return (
    <p className="typing" role="status">
      {name !== undefined && (
        <>
          <span className="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className="typing-text">
            <Sentence text={text} slots={[name, other]} />
          </span>
        </>
      )}
    </p>
  );
}
