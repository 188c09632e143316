/** Guests who came close together, told as one: a shorter way to write `joined` entries that follow on each other. */
import * as v from 'valibot';
import { StampSchema, type Entry, type Joined, type NewEntry } from './entry.ts';
import { maybe, tolerantObject, type Infer } from './schema.ts';

/** Of each person the id, a blank, and the name. One that is left out would give all after it another number. */
const NewcomersSchema = v.custom<string[]>(
  (people) => Array.isArray(people) && people.every((each) => typeof each === 'string' && each.includes(' ')),
);

/** As many entries of the type `joined` as it names people: the first has its `seq`, the next one more, and so on. */
export const ArrivalsSchema = tolerantObject({
  type: v.literal('arrivals'),
  ...StampSchema.entries,
  /** Guests on the page, in the order in which they came: of each the id, a blank, and the name. */
  people: NewcomersSchema,
  /** As in `welcome`. */
  peopleVersion: maybe(v.string()),
});
export type Arrivals = Infer<typeof ArrivalsSchema>;

/** Fewer are told each by itself. */
const RUN_MIN = 4;
/** All of a run have one time, so that none of them is told as earlier by more than this. */
const RUN_SPAN_MS = 1_000;

/** Whether it can be told with others: what is left out of {@link Arrivals} is as usual. */
export function isArrival<E extends Entry | NewEntry>(entry: E): entry is Extract<E, { type: 'joined' }> {
  return entry.type === 'joined' && entry.person.role === 'guest' && entry.person.via === 'page';
}

/** The same entries in the same order, those that came close together as one. */
export function withRuns(entries: readonly Entry[]): (Entry | Arrivals)[] {
  const told: (Entry | Arrivals)[] = [];
  let run: Joined[] = [];
  for (const entry of entries) {
    if (isArrival(entry) && continues(run, entry)) {
      run.push(entry);
      continue;
    }
    told.push(...toRun(run));
    run = isArrival(entry) ? [entry] : [];
    if (run.length === 0) told.push(entry);
  }
  return [...told, ...toRun(run)];
}

/** The entries that it stands for. */
export function joinedOf({ room, seq, at, people }: Arrivals): Joined[] {
  return people.map((idAndName, i) => {
    const blank = idAndName.indexOf(' ');
    const [id, name] = [idAndName.slice(0, blank), idAndName.slice(blank + 1)];
    return {
      ...{ type: 'joined', room, seq: seq + i, at },
      person: { id, name, role: 'guest', via: 'page' },
    };
  });
}

function continues(run: readonly Joined[], { room, seq, at }: Joined): boolean {
  const [first] = run;
  if (first === undefined) return true;
  const isNext = first.room === room && first.seq + run.length === seq;
  return isNext && at >= first.at && at - first.at <= RUN_SPAN_MS;
}

function toRun(run: readonly Joined[]): readonly (Entry | Arrivals)[] {
  const [first] = run;
  if (first === undefined || run.length < RUN_MIN) return run;
  const { room, seq, at } = first;
  return [
    { type: 'arrivals', room, seq, at, people: run.map(({ person }) => `${person.id} ${person.name}`) },
  ];
}
