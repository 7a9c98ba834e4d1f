import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Group, Page } from './page.ts';

const page = (source: string, path: string, title: string | null = null): Page => ({ source, path, title });
const guide = (name: string, title: string): Page => page(`docs/guide/${name}.md`, `guide/${name}.html`, title);
const made = (path: string, title: string): Page => ({ source: null, path, title });

/** What the documentation holds, in the order of its contents. A report is found by itself. */
export async function contents(root: string): Promise<readonly Group[]> {
  return [
    {
      title: 'Start',
      pages: [page('docs/index.md', 'index.html', 'Five lines')],
      app: [
        ['learn.html', 'See how it works'],
        ['playground.html', 'Playground'],
      ],
    },
    {
      title: 'Guides',
      pages: [
        guide('webcam', 'A webcam'),
        guide('call', 'Blur in a call'),
        guide('own-model', 'A model of your own'),
        guide('analysis', 'Analyse a video'),
        guide('server', 'On a server and a cluster'),
        guide('kiosk', 'A screen on a wall'),
        guide('hosting', 'Host it yourself'),
        guide('frameworks', 'Frameworks and bundlers'),
        guide('privacy', 'Privacy and licences'),
        guide('performance', 'Performance'),
      ],
    },
    {
      title: 'Reference',
      pages: [
        page('docs/element.md', 'reference/element.html', '<per-pixel>'),
        made('reference/element-all.html', 'All of <per-pixel>'),
        page('docs/segmenter.md', 'reference/segmenter.html', 'createSegmenter'),
        page('docs/track.md', 'reference/track.html', 'processTrack'),
        made('reference/api.html', 'All of JavaScript'),
        made('reference/errors.html', 'Errors'),
        page('models/README.md', 'reference/manifest.html', 'Manifests'),
        page('docs/browsers.md', 'reference/browsers.html', 'Browsers'),
        page('docs/capabilities.md', 'reference/capabilities.html', 'What we use of them'),
      ],
    },
    {
      title: 'Inside',
      pages: [
        page('docs/architecture.md', 'inside/architecture.html', 'Architecture'),
        page('docs/extending.md', 'inside/extending.html', 'Extending'),
        page('docs/teaching.md', 'inside/teaching.html', 'Teaching'),
        page('CONTRIBUTING.md', 'inside/contributing.html', 'Contributing'),
        page('models/driving/README.md', 'inside/training.html', 'Training'),
        page('models/features/README.md', 'inside/features.html', 'Training: features'),
        page('models/features/MODEL_CARD.md', 'inside/features-card.html', 'Card: features'),
        page('models/people/MODEL_CARD.md', 'inside/people.html', 'Card: people'),
        page('models/driving-street/MODEL_CARD.md', 'inside/driving-street.html', 'Card: driving-street'),
        page(
          'models/driving-small-street/MODEL_CARD.md',
          'inside/driving-small-street.html',
          'Card: driving-small-street',
        ),
        page(
          'models/driving-large-street/MODEL_CARD.md',
          'inside/driving-large-street.html',
          'Card: driving-large-street',
        ),
        page('models/driving/MODEL_CARD.md', 'inside/driving.html', 'Card: driving'),
        page('models/driving-small/MODEL_CARD.md', 'inside/driving-small.html', 'Card: driving-small'),
        page('models/driving-large/MODEL_CARD.md', 'inside/driving-large.html', 'Card: driving-large'),
      ],
    },
    { title: 'Reports', pages: await reports(root) },
  ];
}

async function reports(root: string): Promise<Page[]> {
  const names = await readdir(join(root, 'docs/reports'));
  return names
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => page(`docs/reports/${name}`, `reports/${name.replace(/md$/, 'html')}`));
}
