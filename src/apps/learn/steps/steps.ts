import type { StepView } from '../host.ts';
import { answers } from './answers.ts';
import { depths } from './depths.ts';
import { doubt } from './doubt.ts';
import { holes } from './holes.ts';
import { pixels } from './pixels.ts';
import type { StepId } from './step-ids.ts';
import { things } from './things.ts';

/** What each step shows. */
export const STEPS: Readonly<Record<StepId, StepView>> = { pixels, answers, holes, things, depths, doubt };
