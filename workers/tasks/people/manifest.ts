import * as v from 'valibot';
import {
  BASE_ENTRIES,
  completeInput,
  InputSchema,
  LABEL_ENTRIES,
  NetworkFile,
} from '../../../src/core/manifest/base-schema.ts';
import type {
  BaseManifest,
  BaseSpec,
  InputSpec,
  NetworkManifest,
  NetworkSpec,
} from '../../../src/core/manifest/base.ts';
import { checkIds } from '../../../src/core/manifest/class-schema.ts';
import { defineTask } from '../../../src/core/manifest/define-task.ts';
import { invalid } from '../../../src/core/manifest/invalid.ts';

/** A model that knows people apart: one network finds them, another makes a mask of each. */
export interface PeopleManifest extends BaseManifest {
  readonly task: 'people';
  /** The one that finds people; the manifest's own file makes masks. */
  readonly networks: [NetworkManifest];
}

export interface PeopleSpec extends BaseSpec {
  readonly task: 'people';
  readonly networks: [NetworkSpec];
}

const PeopleSchema = v.strictObject({
  ...BASE_ENTRIES,
  task: v.literal('people'),
  networks: v.tuple([v.strictObject({ name: v.literal('finder'), ...NetworkFile.entries, input: InputSchema })]),
  ...LABEL_ENTRIES,
}) satisfies v.GenericSchema<PeopleManifest, unknown>;

/** Each person apart. */
export const PEOPLE = defineTask({
  schema: PeopleSchema,
  complete: completePeople,
  outputs: ['confidence', 'entropy', 'probabilities', 'instances', 'panoptic'],
});

/** @throws PerPixelError `model-invalid` where its keys contradict one another */
function completePeople({
  input,
  networks: [finder],
  classes,
  ...rest
}: v.InferOutput<typeof PeopleSchema>): PeopleSpec {
  checkIds(classes);
  if (classes.length !== 2 || !classes[1]?.thing || classes[0]?.thing) {
    throw invalid('"classes" are to be two here: the background, and people with "thing": true');
  }
  return {
    ...rest,
    classes,
    input: square('input', completeInput(input)),
    networks: [{ ...finder, input: square('networks[0].input', completeInput(finder.input)) }],
  };
}

/** What both networks are fed: squares of red, green and blue in planes. */
function square(key: string, input: InputSpec): InputSpec {
  const { width, height, layout, type, colour, mean, std, fit } = input;
  const even = [mean, std].every((values) => values.every((value) => value === values[0]));
  const fits = width === height && width % 32 === 0 && layout === 'NCHW' && type === 'float32' && colour === 'RGB';
  if (fits && even && fit.mode === 'stretch') return input;
  throw invalid(
    `"${key}" is to be square (a multiple of 32), NCHW, float32 and RGB, with one mean and one std, where "task" is "people"`,
  );
}
