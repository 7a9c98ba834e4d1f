import { join } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `npm run train:things -- --street DIR [--camvid DIR] --minutes N [--id ID] [--weights FILE] [--out DIR]

  --street   folder with train/images and train/instances (npm run street writes them)
  --camvid   folder with train and trainannot
  --id       whose heads are trained (default: driving with --camvid, driving-street without)
  --weights  the network, where it is not the one that ships
  --minutes  how long, over all restarts
  --out      features and checkpoints (default: training/things-ID)`;

/** Views of each frame. */
const VIEWS = { street: 2, camvid: 2 };

/**
 * What is run, one after another: a script and its arguments.
 * @param here this folder
 * @throws Error that shows the usage where something is missing
 */
export function thingsArguments(args: readonly string[], here: string): [script: string, ...args: string[]][] {
  const text = { type: 'string' } as const;
  const options = { street: text, camvid: text, minutes: text, id: text, weights: text, out: text };
  const { street, camvid, minutes, out, ...given } = parseArgs({ args: [...args], options }).values;
  if (!street || !minutes) throw new Error(`--street and --minutes are needed.\n\n${USAGE}`);
  const id = given.id ?? (camvid ? 'driving' : 'driving-street');
  if (camvid && id.endsWith('-street'))
    throw new Error(`${id} learns from the street alone: leave --camvid out.\n\n${USAGE}`);
  const folder = out ?? join('training', `things-${id}`);
  const weights = given.weights ?? join(here, '..', id, `${id}.onnx`);
  const sets = Object.entries({ street, camvid }).flatMap(([name, from]) => (from ? [{ name, from }] : []));
  const features = (name: string): string => join(folder, `features-${name}`);
  return [
    ...sets.map(({ name, from }): [string, ...string[]] => {
      const views = String(VIEWS[name as keyof typeof VIEWS]);
      return ['cache_features.py', '--weights', weights, `--${name}`, from, '--out', features(name), '--views', views];
    }),
    [
      'train_heads.py',
      ...sets.flatMap(({ name }) => ['--features', features(name)]),
      '--out',
      folder,
      '--minutes',
      minutes,
    ],
  ];
}
