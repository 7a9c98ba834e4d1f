import { join } from 'node:path';

const TRAINING = `npm run train:features -- --start KERAS.h5 --street DIR --clip FILE [--clip FILE …] --minutes N [--out DIR] [options of train.py]

  --start    Keras' mobilenet_v1_0.25_224_imagenet.h5
  --from     an exported file, to go on from
  --street   folder with images, labels, instances (npm run street -- --per-seed 6 writes them)
  --clip     videos of places to hold things into; needs ffmpeg
  --seen     folder with what was found in clips (npm run label:features writes it)
  --minutes  how long, over all restarts
  --out      checkpoints (default: training/features)`;

const TEACHING = `npm run simulate:teaching -- --camvid DIR [--weights FILE …] [options of simulate.py]

  --camvid   folder with train, trainannot, val, valannot
  --weights  .onnx, .pt or Keras' .h5, several are compared (default: what ships)`;

/** Whether an option stands among the arguments, as `--name value` or `--name=value`. */
function given(args: readonly string[], name: string): boolean {
  return args.some((each) => each === `--${name}` || each.startsWith(`--${name}=`));
}

function demand(args: readonly string[], names: readonly string[], usage: string): void {
  const missing = names.filter((name) => !given(args, name)).map((name) => `--${name}`);
  if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}.\n\n${usage}`);
}

/**
 * What train.py is called with.
 * @throws Error that shows the usage where something is missing
 */
export function trainingArguments(args: readonly string[]): string[] {
  demand(args, ['start', 'street', 'minutes'], TRAINING);
  return [...args, ...(given(args, 'out') ? [] : ['--out', join('training', 'features')])];
}

/**
 * What simulate.py is called with.
 * @param here this folder
 * @throws Error that shows the usage where something is missing
 */
export function teachingArguments(args: readonly string[], here: string): string[] {
  demand(args, ['camvid'], TEACHING);
  return [...args, ...(given(args, 'weights') ? [] : ['--weights', join(here, 'features.onnx')])];
}
