import type { Step } from '../step.ts';
import { analysis } from './analysis.ts';
import { camera } from './camera.ts';
import { example } from './example.ts';
import { image, video } from './files.ts';
import { health, kiosk } from './kiosk.ts';
import { learn } from './learn.ts';
import { offline } from './offline.ts';
import { sample } from './sample.ts';
import { street } from './street.ts';

/** In the order in which they are done. */
export const STEPS: readonly Step[] = [
  camera,
  video,
  image,
  street,
  analysis,
  sample,
  kiosk,
  health,
  learn,
  example,
  offline,
];
