import '../site/theme.ts';
import { keepSite } from '../site/offline/keep-offline.ts';
import { followAddress } from '../site/address.ts';
import { readAddress, saidOf } from './address.ts';
import './learn.ts';

const learn = document.querySelector('pp-learn');
if (learn) {
  const { step, source, language, model, wall } = readAddress(
    new URLSearchParams(location.search),
    navigator.languages,
  );
  Object.assign(learn, { step, source, language, model, wall });
  document.documentElement.toggleAttribute('data-wall', wall);
  const changed = followAddress(() => saidOf(learn.step, learn.source, learn.language), [], {
    names: ['step'],
    show: (query) => (learn.step = readAddress(query, []).step),
  });
  learn.addEventListener('pp-learn-change', changed);
  void keepSite({ backend: 'wasm', runtime: 'ort', threads: 1 }, ['driving-street', 'selfie', 'selfie-landscape']);
}
