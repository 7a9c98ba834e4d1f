import { join } from 'node:path';

export const USAGE = `npm run train:driving -- --camvid DIR --street DIR --minutes N [--id ID] [--out DIR] [options of train.py]

  --id       driving, driving-small, driving-large, or one of these with -street, which learns from the street alone
             (default: driving, without --camvid driving-street)
  --camvid   folder with train, trainannot, val, valannot
  --street   folder with train/images, train/labels, val/images, val/labels (npm run street writes them)
  --minutes  how long, over all restarts
  --out      checkpoints (default: training/ID)
  --start    weights to begin with, those of another size made to fit ("none": random). Default: what ships of it; but
             driving begins with driving-large where CamVid's val is not learnt from (--train-and-val), as it has seen val`;

/** What ships of it has learnt from CamVid's val, so what is measured there begins with what ships of another one, made to fit. */
const INSTEAD: Readonly<Record<string, string>> = { driving: 'driving-large' };

/**
 * What train.py is called with.
 * @param here this folder
 * @throws Error that shows the usage where something is missing
 */
export function trainingArguments(args: readonly string[], here: string): string[] {
  const given = (name: string): boolean => args.some((each) => each === `--${name}` || each.startsWith(`--${name}=`));
  if (!given('camvid') && !given('street')) throw new Error(`Give --camvid, --street or both.\n\n${USAGE}`);
  if (!['minutes', 'steps', 'until'].some(given)) throw new Error(`--minutes is missing.\n\n${USAGE}`);
  const id = valueOf(args, 'id') ?? (given('camvid') ? 'driving' : 'driving-street');
  if (given('camvid') && id.endsWith('-street')) {
    throw new Error(`${id} learns from the street alone: leave --camvid out.\n\n${USAGE}`);
  }
  const begun = (!given('train-and-val') && INSTEAD[id]) || id;
  return [
    ...withoutStart(args),
    ...(given('id') ? [] : ['--id', id]),
    ...(given('out') ? [] : ['--out', join('training', id)]),
    ...(given('start') ? [] : ['--start', join(here, '..', begun, `${begun}.onnx`)]),
  ];
}

/** Of `--name value` or `--name=value`. */
function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.findIndex((each) => each === `--${name}` || each.startsWith(`--${name}=`));
  return args[at]?.includes('=') ? args[at].slice(name.length + 3) : args[at + 1 || args.length];
}

/** "--start none" is our way to say what train.py says by leaving it out. */
function withoutStart(args: readonly string[]): string[] {
  const at = args.indexOf('--start');
  return at >= 0 && args[at + 1] === 'none' ? [...args.slice(0, at), ...args.slice(at + 2)] : [...args];
}
