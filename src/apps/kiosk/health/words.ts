import { isOfMachine, type HealthLine, type LineKind, type LineOf } from './log/health-lines.ts';
import { amount, duration, megabytes } from './format.ts';

/** As the events tell them apart: what happens to a machine is no fault. */
export type EventKind = LineKind | 'machine';

export const KINDS: Readonly<Record<EventKind, string>> = {
  fault: 'Fault',
  remedy: 'Remedy',
  recovered: 'Recovery',
  state: 'State',
  started: 'Start',
  'first-frame': 'First frame',
  machine: 'Machine',
  update: 'Update',
  sample: 'Sample',
};

export function kindOf(line: HealthLine): EventKind {
  return line.kind === 'fault' && isOfMachine(line.fault) ? 'machine' : line.kind;
}

const FAULTS: Readonly<Record<string, string>> = {
  'no-frames': 'No more frames',
  slow: 'Frames became slow',
  memory: 'Memory grew',
  inference: 'The network failed',
  worker: 'The worker stopped',
  gpu: 'The graphics device was lost',
  camera: 'The camera failed',
  slept: 'The machine slept',
  clock: 'The clock was set',
  start: 'The picture did not start',
};

const REMEDIES: Readonly<Record<string, string>> = {
  'restart-source': 'Opened the source',
  'other-source': 'Let the street stand in',
  'new-session': 'Opened the network anew',
  'new-device': 'Opened the graphics device anew',
  'hot-swap': 'Let a fresh worker take over',
  'new-worker': 'Started a new worker',
  'other-backend': 'Changed to the other way of computing',
  reload: 'Loaded the page anew',
};

const STATES: Readonly<Record<string, string>> = {
  starting: 'starting',
  live: 'live',
  attract: 'nobody there, the attract loop plays',
  degraded: 'going on with something missing',
  recovering: 'putting something right',
  failed: 'trying again, with pauses',
};

const OUTCOMES: Readonly<Record<string, string>> = {
  installed: 'installed',
  refused: 'refused: it did not arrive as it should',
  'rolled-back': 'taken back: it labelled no frame',
};

export const faultWords = (name: string): string => worded(FAULTS, name);
export const remedyWords = (name: string): string => worded(REMEDIES, name);
export const stateWords = (name: string): string => worded(STATES, name);
export const outcomeWords = (name: string): string => worded(OUTCOMES, name);

/** A line of the log as a sentence. */
export function sentence(line: HealthLine): string {
  switch (line.kind) {
    case 'started':
      return line.reason === 'opened'
        ? `The page was opened, version ${line.version}.`
        : `The page came back by itself, version ${line.version}: ${line.reason}.`;
    case 'state':
      return `${raised(stateWords(line.state))} (before: ${stateWords(line.from)}).`;
    case 'fault':
      return fault(faultWords(line.fault), line.detail);
    case 'remedy':
      return remedySentence(line);
    case 'first-frame':
      return `The first labelled frame came after ${duration(line.after)}.`;
    case 'recovered':
      return `Labelled frames flow after ${duration(line.after)}.`;
    case 'update':
      return `Version ${line.version} was ${outcomeWords(line.outcome)}.`;
    case 'sample':
      return [
        `${amount(line.frames)} frames since the page was opened`,
        `${line.fps.toFixed(1)} a second`,
        `${line.frameTime.toFixed(1)} ms each`,
        ...(line.heap === null ? [] : [megabytes(line.heap)]),
      ].join(', ');
  }
}

function remedySentence({ remedy, fault }: LineOf<'remedy'>): string {
  const done = remedyWords(remedy);
  if (fault === null) return `${done}, as planned.`;
  return `${done}, because: ${lowered(faultWords(fault))}.`;
}

/** What another version called it stands as it is. */
function worded(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : `“${name}”`;
}

/** What the detail says itself need not stand before it. */
function fault(words: string, detail: string): string {
  if (detail.startsWith(words)) return ended(detail);
  return ended(detail ? `${words}: ${detail}` : words);
}

function ended(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

export function lowered(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function raised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
