/** A person's name in their colour. In an address, the port is dimmed, since it rarely distinguishes people. */
import type { Person } from '../../../contract/model/person.ts';
import { splitAddressName } from './address-name.ts';
import { personStyle } from './person-style.ts';

interface Props {
  readonly person: Pick<Person, 'id' | 'name' | 'via'>;
  readonly title?: string;
}

export function PersonName({ person, title }: Props) {
  const split = splitAddressName(person);
  return (
    <bdi
      className={split?.address.startsWith('[') === false ? 'person-name person-address' : 'person-name'}
      style={personStyle(person.id)}
      title={title}
      translate="no"
    >
      {split ? split.address : person.name}
      {split && <wbr />}
      {split && <span className="person-port">{split.port}</span>}
    </bdi>
  );
}
