/** The files of a message that is being sent, with their progress and a button that cancels the message. */
import { createContext, useContext } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { Attachments } from '../../ui/files/attachments.tsx';
import { isWhole, type OutgoingMessage } from '../state/outbox.ts';
import { shownOutgoing } from './shown-outgoing.ts';
import type { OutgoingUpload } from '../state/uploads.ts';
import { UploadProgress } from './upload-progress.tsx';

export interface Uploading {
  readonly uploads: readonly OutgoingUpload[];
  readonly connected: boolean;
}

/** A context, because upload progress changes often and message rows rarely do. */
export const UploadingContext = createContext<Uploading>({ uploads: [], connected: true });

interface Props {
  readonly outgoing: OutgoingMessage;
  readonly onCancel: (ref: string) => void;
}

export function OutgoingFiles({ outgoing, onCancel }: Props) {
  const { t } = useWords();
  const { uploads, connected } = useContext(UploadingContext);
  const { ref, files = [] } = outgoing;
  const own = new Map(uploads.flatMap((each) => (each.message === ref ? [[each.key, each] as const] : [])));
  const shown = files.map((file) => shownOutgoing(file, own.get(file.key)));
  return (
    <>
      <Attachments
        files={shown}
        stateOf={(key) => {
          const upload = own.get(key);
          const moving = upload !== undefined && upload.state.is !== 'ready';
          return moving && <UploadProgress upload={upload} connected={connected} />;
        }}
      />
      {!isWhole(outgoing) && (
        <div className="file-pending">
          <span>{t('chat:files.held')}</span>
          <button type="button" className="file-get" onClick={() => onCancel(ref)}>
            {t('chat:files.cancel')}
          </button>
        </div>
      )}
    </>
  );
}
