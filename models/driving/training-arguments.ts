import { join } from 'node:path';

export const USAGE = `npm run train:driving -- --camvid DIR --street DIR --minutes N [--out DIR] [options of train.py]

  --camvid   folder with train, trainannot, val, valannot; without it driving-street is trained
  --street   folder with train/images, train/labels, val/images, val/labels (npm run street writes them)
  --minutes  how long, over all restarts
  --out      checkpoints (default: training/driving or training/driving-street)
  --start    weights to begin with (default: those that ship; "none": random)`;

/**
 * What train.py is called with.
 * @param here this folder
 * @throws Error that shows the usage where something is missing
 */
export function trainingArguments(args: readonly string[], here: string): string[] {
  const given = (name: string): boolean => args.some((each) => each === `--${name}` || each.startsWith(`--${name}=`));
  if (!given('camvid') && !given('street')) throw new Error(`Give --camvid, --street or both.\n\n${USAGE}`);
  if (!given('minutes')) throw new Error(`--minutes is missing.\n\n${USAGE}`);
  const id = given('camvid') ? 'driving' : 'driving-street';
  return [
    ...withoutStart(args),
    ...(given('camvid') && !given('coarse') ? ['--coarse'] : []),
    ...(given('out') ? [] : ['--out', join('training', id)]),
    ...(given('start') ? [] : ['--start', join(here, '..', id, `${id}.onnx`)]),
  ];
}

/** "--start none" is our way to say what train.py says by leaving it out. */
function withoutStart(args: readonly string[]): string[] {
  const at = args.indexOf('--start');
  return at >= 0 && args[at + 1] === 'none' ? [...args.slice(0, at), ...args.slice(at + 2)] : [...args];
}
