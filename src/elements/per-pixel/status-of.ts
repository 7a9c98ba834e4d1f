import type { PerPixelError } from '../../core/errors/errors.ts';
import type { Player } from '../../live/player/player.ts';
import { drawnSource } from '../../sources/drawn.ts';
import { loadingWords } from '../loading.ts';
import type { Status, StatusAction } from '../status/status.ts';

const TITLES: Readonly<Record<string, string>> = {
  'camera-denied': 'The camera is blocked',
  'camera-missing': 'No camera',
  'camera-busy': 'The camera is busy',
  'camera-unplugged': 'The camera is gone',
  'video-unsupported': 'This video cannot be played',
  'video-no-track': 'No picture in this file',
  'image-unsupported': 'This image cannot be read',
  'frame-too-large': 'This picture is too large',
  'assets-unreachable': 'Files of perpixel are missing',
  'model-download': 'The model did not load',
  'model-invalid': 'This model cannot be used',
  'model-integrity': 'The model is not what it claims to be',
  'backend-unavailable': 'This backend cannot be used',
  'browser-unsupported': 'This browser lacks something',
  'origin-blocked': 'Blocked: another origin',
  'option-invalid': 'This cannot be chosen',
};

/** What the stage says about a player. @param teach somebody is about to teach */
export function statusOf(player: Player, teach = false): Status {
  const { phase, error, progress, wanted } = player;
  if (phase === 'failed' && error) return errorStatus(error, player);
  if (player.changing && player.shows) return changingStatus(player);
  if (phase === 'opening') {
    return wanted === 'camera'
      ? {
          kind: 'loading',
          title: 'Waiting for the camera',
          text: 'If the browser asks, allow it. The picture stays on this machine.',
        }
      : {
          kind: 'loading',
          ...(progress
            ? loadingWords(progress)
            : { title: drawnSource(wanted) ? `Setting up the ${drawnSource(wanted)}` : 'Opening' }),
          progress,
        };
  }
  if (phase === 'loading') return { kind: 'loading', ...loadingWords(progress), progress };
  if (phase === 'recovering') return { kind: 'notice', text: 'The labelling stopped and is being started again.' };
  if (phase === 'running') return { kind: 'running' };
  return {
    kind: 'idle',
    ...(teach ? TEACHING : { text: 'Choose what to look at. Nothing leaves this machine.' }),
    actions: [
      { id: 'camera', label: 'Use the camera', primary: true },
      { id: 'street', label: 'Show the street' },
    ],
  };
}

const TEACHING = {
  title: 'Teach it a thing of yours',
  text: 'Show it to the camera, draw over it, and watch it labelled. Nothing leaves this machine.',
};

/** A mistake that leaves the picture running. */
export function noticeOf(error: PerPixelError): Status {
  return { ...wordsOf(error), actions: [CLOSE] };
}

/** Something else was wanted than what goes on. */
export function failedChangeOf(error: PerPixelError, player: Player): Status {
  return { ...wordsOf(error), actions: [RETRY, ...others(player), CLOSE] };
}

const RETRY: StatusAction = { id: 'retry', label: 'Try again' };
const CLOSE: StatusAction = { id: 'dismiss', label: 'Close' };

/** What there is to look at whatever went wrong; not the street where something that we draw ourselves is on or was just tried. */
function others({ wanted }: Player): StatusAction[] {
  const street: StatusAction = { id: 'street', label: 'Show the street' };
  return [...(drawnSource(wanted) ? [] : [street]), { id: 'file', label: 'Open a file' }];
}

function wordsOf(error: PerPixelError): Status {
  return { kind: 'notice', title: TITLES[error.code] ?? '', text: error.problem, remedy: error.remedy };
}

/** The picture goes on meanwhile. */
function changingStatus({ changing, wanted, progress }: Player): Status {
  if (changing === 'model') {
    return {
      kind: 'notice',
      title: loadingWords(progress).title,
      text: 'This model goes on until the other one is here.',
    };
  }
  return wanted === 'camera'
    ? { kind: 'notice', title: 'Waiting for the camera.', text: 'If the browser asks, allow it.' }
    : { kind: 'notice', text: 'It is being opened.' };
}

function errorStatus(error: PerPixelError, player: Player): Status {
  const { model, backend } = player.settings;
  const actions: StatusAction[] = [{ ...RETRY, primary: true }];
  if (error.code === 'backend-unavailable' && backend !== 'auto') {
    actions.push({ id: 'backend-auto', label: 'Choose for me' });
  }
  if (error.code.startsWith('model-') && model !== null) {
    actions.push({ id: 'model-default', label: 'Use the default model' });
  }
  actions.push(...others(player));
  return {
    kind: 'error',
    title: TITLES[error.code] ?? 'It stopped',
    text: error.problem,
    remedy: error.remedy,
    actions,
  };
}
