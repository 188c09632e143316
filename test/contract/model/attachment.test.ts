import { expect, it } from 'vitest';
import { parseAs } from '../../../contract/model/schema.ts';
import { FileTermsSchema, parseAttachment } from '../../../contract/model/attachment.ts';

const picture = { type: 'image/png', width: 2, height: 1, thumbnail: 'f2' };
const attachment = { id: 'f1', name: 'a.png', bytes: 3, picture };

it('reads a file and drops what it does not know', () => {
  expect(parseAttachment({ ...attachment, more: 1, picture: { ...picture, more: 1 } })).toEqual(attachment);
});

it.each([[{ type: 'image/svg+xml' }], [{ width: 0 }], [{ height: '1' }]])(
  'shows nothing that is no picture for everybody: %o',
  (wrong) => {
    const { picture: _, ...file } = attachment;
    expect(parseAttachment({ ...attachment, picture: { ...picture, ...wrong } })).toEqual(file);
  },
);

it.each([['../f1'], ['f1?x'], ['//other.example'], [''], [1]])('takes no address for an id: %o', (id) => {
  expect(parseAttachment({ ...attachment, id })).toBeUndefined();
  expect(
    parseAttachment({ ...attachment, picture: { ...picture, thumbnail: id } })?.picture,
  ).not.toHaveProperty('thumbnail');
});

it('reads what may be sent', () => {
  expect(parseAs(FileTermsSchema, { bytesMax: 1, bytesLeft: 2, more: 3 })).toEqual({
    bytesMax: 1,
    bytesLeft: 2,
  });
  expect(parseAs(FileTermsSchema, { bytesMax: 1 })).toBeUndefined();
  expect(parseAs(FileTermsSchema, undefined)).toBeUndefined();
});
