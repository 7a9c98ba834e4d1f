import { expect, it } from 'vitest';
import { stem } from '../../../src/analyze/format.ts';

it.each([
  ['drive.mp4', 'drive'],
  ['a/b: c?.mp4', 'a-b-c-'],
  ['...mp4', 'video'],
  ['../../x.mp4', '-..-x'],
  ['.mp4', 'video'],
  ['Fahrt nach Köln.mov', 'Fahrt-nach-Köln'],
])('files made from %j begin with %j', (name, begins) => expect(stem(name)).toBe(begins));
