import { classLayer } from '../../../src/core/labels/label-layer.ts';
import { followed } from '../../instances/followed.ts';
import { thingMaps } from '../../instances/thing-maps.ts';
import type { Things } from '../../instances/things.ts';
import { checkPicture, notAsSaid, numbersOf } from '../ports.ts';
import type { ModelPorts, Task } from '../task.ts';
import { PEOPLE, type PeopleSpec } from './manifest.ts';
import { createPeopleNetworks } from './networks.ts';
import { createPeopleInference, type PeopleExtra } from './people-inference.ts';
import { createPeopleThings } from './people-things.ts';

/** Of the mask network: values of 39 landmarks, one presence, a mask of the input's size. */
const MASKS = { landmarks: 195, presence: 1, mask: null } as const;

/** Each person apart: one network finds them, another makes a mask of each. */
export const people: Task<PeopleSpec, PeopleExtra, Things | null> = {
  reads: () => Object.keys(MASKS).map((name) => ({ name, whole: false })),
  readsOf: () => ['boxes', 'scores'],
  checkPorts,
  decode() {
    throw new Error('This task looks at pieces of a picture, and not at the whole of it.');
  },
  createInference: (spec, model, networks) =>
    createPeopleInference(createPeopleNetworks(spec, model, networks['finder']!), spec.input),
  averagingObstacle: () => 'it looks at pieces of the picture, each person’s own',
  createResults: ({ input }, numbers) => followed(createPeopleThings().of, input, numbers),
  outputs: PEOPLE.outputs,
  maps: thingMaps,
  things: (things) => things,
  found: (things) => (things ? { instances: things.instances } : {}),
  createLayer: ({ classes }) => classLayer(classes),
};

function checkPorts({ inputs, outputs }: ModelPorts, { input }: PeopleSpec): void {
  checkPicture(inputs, input);
  for (const [name, count] of Object.entries(MASKS)) {
    const { dims, type } = numbersOf(outputs, name, name);
    const values = dims.reduce<number>((product, size) => product * Number(size), 1);
    const expected = count ?? input.width * input.height;
    if (values === expected && type === 'float32') continue;
    throw notAsSaid(
      `its output "${name}" is ${type} [${dims.join(', ')}], where ${expected} values of float32 are read`,
    );
  }
}
