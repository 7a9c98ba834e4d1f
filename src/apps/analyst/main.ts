import { keepSite } from '../site/offline/keep-offline.ts';
import '../site/theme.ts';
import { parseEvery } from '../../core/analysis/every.ts';
import { parseLabelsStart } from '../../core/truth/labels-start.ts';
import { PerPixelError } from '../../core/errors/errors.ts';
import { BACKENDS } from '../../core/tuning/backend.ts';
import { can } from '../../platform/capabilities.ts';
import { unsupported } from '../../platform/unsupported.ts';
import './analyst.ts';
import { SAMPLE } from './sample/sample.ts';

const analyst = document.querySelector('pp-analyst');
const query = new URLSearchParams(location.search);
if (analyst) {
  const given = query.get('backend') ?? 'auto';
  const backend = BACKENDS.find((each) => each === given);
  const every = parseEvery(query.get('every') ?? '1');
  const start = query.get('labels-start');
  const labelsStart = start === null ? null : parseLabelsStart(start);
  const understood = { backend, every, 'labels-start': start === null ? 0 : labelsStart };
  const wrong = Object.entries(understood).find(([, value]) => (value ?? null) === null)?.[0] ?? null;
  analyst.model = query.get('model') || 'driving';
  analyst.labelsStart = labelsStart;
  if (backend !== undefined && every !== null) {
    analyst.backend = backend;
    analyst.every = every;
  }
  if (!can('videoDecoder'))
    analyst.tell(unsupported('videoDecoder', 'Live labels, of a camera, a video or an image, work all the same.'));
  const video = query.get('video');
  // what an earlier visit left may be just that
  void analyst.restored.then(() => {
    if (video) analyst.openAddress(video);
    else if (query.has('sample')) analyst.openSample();
  });
  void keepSite('wasm', [analyst.model, SAMPLE.model], true);
  if (wrong !== null) {
    const remedy =
      'Use video=URL or sample, model=ID, backend=auto, webgpu or wasm, every=1 or more, or every=2/s, labels-start=0 or more.';
    analyst.tell(new PerPixelError('option-invalid', `The address has a wrong option “${wrong}”.`, remedy));
  }
}
