import { keepSite } from '../offline/keep-offline.ts';
import '../page/theme.ts';
import { parseEvery } from '../shared/analysis/every.ts';
import { PerPixelError } from '../shared/errors.ts';
import { can } from '../shared/capabilities.ts';
import { unsupported } from '../shared/unsupported.ts';
import './analyst.ts';
import { SAMPLE } from './sample/sample.ts';

const analyst = document.querySelector('pp-analyst');
const query = new URLSearchParams(location.search);
if (analyst) {
  const backend = query.get('backend') ?? 'auto';
  const every = parseEvery(query.get('every') ?? '1');
  const wrong = !['auto', 'webgpu', 'wasm'].includes(backend) ? 'backend' : every === null ? 'every' : null;
  analyst.model = query.get('model') || 'driving';
  if (wrong === null && every !== null) {
    analyst.backend = backend as 'auto' | 'webgpu' | 'wasm';
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
    const remedy = 'Use video=URL or sample, model=ID, backend=auto, webgpu or wasm, every=1 or more, or every=2/s.';
    analyst.tell(new PerPixelError('option-invalid', `The address has a wrong option “${wrong}”.`, remedy));
  }
}
