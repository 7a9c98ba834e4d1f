import { keepSite } from '../site/offline/keep-offline.ts';
import '../site/theme.ts';
import { can } from '../../platform/capabilities.ts';
import { unsupported } from '../../platform/unsupported.ts';
import { followAddress } from '../site/address.ts';
import { readAddress, saidOf } from './address.ts';
import './analyst.ts';
import { openFirst } from './first-video.ts';
import { SAMPLE } from './sample/sample.ts';
import { lessonOf } from './teach/taught-id.ts';

const analyst = document.querySelector('pp-analyst');
if (analyst) {
  const address = readAddress(new URLSearchParams(location.search));
  const { choice, view, teach, wrong } = address;
  analyst.choice = choice;
  analyst.view = view;
  if (!can('videoDecoder'))
    analyst.tell(unsupported('videoDecoder', 'Live labels, of a camera, a video or an image, work all the same.'));
  // what an earlier visit left may be just that
  if (teach) analyst.teach(true);
  void openFirst(analyst, address).then(() => {
    const changed = followAddress(() => saidOf(analyst));
    analyst.addController({ hostUpdated: changed });
  });
  void keepSite(
    { backend: 'wasm', runtime: 'ort', threads: 1 },
    [
      ...(lessonOf(choice.model) === null ? [choice.model] : []),
      SAMPLE.model,
      ...(choice.ensemble ? [choice.ensemble] : []),
    ],
    true,
  );
  for (const error of wrong.slice(0, 1)) analyst.tell(error);
}
