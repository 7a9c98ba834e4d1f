/**
 * Who may know whom. On the main side `entries, apps -> elements -> live, video -> sources -> link -> protocol, platform -> core`,
 * on the workers' `entries -> services -> pipeline -> tasks, stages, compositor -> instances, runtimes, gpu, simd -> core`. Each folder
 * has its rule; nothing points up, and there is no circle, of types neither.
 */
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });
/** A folder, and all of our own that it may import besides itself. */
const below = (folder, ...allowed) => ({
  name: `${folder.replaceAll('/', '-')}-knows-only-what-is-below`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: {
    path: '^(src|workers|models|tests)/',
    pathNot: `^(${[folder, ...allowed].map((each) => (each.endsWith('$') ? each : `${each}/`)).join('|')})`,
  },
});

/**
 * What a stage declares of its options lies in the stage's own folder, so that a new one is a folder and two lines. It is
 * pure, and the one thing of workers/ that the main side may read: panel, manifest and checks are made of it.
 */
const STAGE_OPTIONS = 'workers/stages/[^/]+/options\\.ts$';

/** The same of a task: its part of the manifest, which is checked on the main side too. */
const TASK_MANIFEST = 'workers/tasks/[^/]+/manifest\\.ts$';

/** What the models are built with, and the command converts a model of its user's with. */
const CONVERTER = 'models/convert/';

const SHARED = ['src/core', 'src/platform', 'src/protocol'];
const SERVICES = ['live', 'video', 'node', 'tuning', 'offline', 'street', 'learn', 'teaching'].map(
  (name) => `workers/${name}`,
);
const PIXELS = ['workers/gpu', 'workers/simd'];

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|inline|raw)$|^virtual:' },
    },
    below('src/core', STAGE_OPTIONS, TASK_MANIFEST),
    {
      name: 'a-stage-declares-its-options-in-pure-words',
      severity: 'error',
      from: { path: `^${STAGE_OPTIONS}` },
      to: { pathNot: '^src/core/refine/option\\.ts$' },
    },
    {
      name: 'a-task-declares-its-manifest-in-pure-words',
      severity: 'error',
      from: { path: `^${TASK_MANIFEST}` },
      to: { pathNot: '^(src/core/(instances|labels|manifest|refine|teaching)/|node_modules/valibot/)' },
    },
    below('src/platform', 'src/core'),
    below('src/protocol', 'src/core', 'src/platform'),
    below('src/link', ...SHARED),
    below('src/sources', 'src/link', ...SHARED),
    below('src/live', 'src/sources', 'src/link', ...SHARED),
    below('src/video', 'src/live', 'src/sources', 'src/link', ...SHARED),
    // Node's threads, for both of their sides
    below('src/threads', 'src/link', ...SHARED),
    below('src/node', 'src/video', 'src/threads', 'src/link', ...SHARED),
    below('src/elements', 'src/live', 'src/video', 'src/sources', 'src/link', ...SHARED),
    {
      name: 'the-command-comes-in-by-the-front-door',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: {
        path: '^(src|workers|models|tests)/',
        pathNot: `^((src/cli|${SHARED.join('|')})/|src/[^/]+$|${CONVERTER})`,
      },
    },
    forbid('the-command-is-never-imported', '^(src/(?!cli/)|workers/)', '^src/cli/'),
    below(
      'src/apps',
      'src/elements',
      'src/live',
      'src/video',
      'src/sources',
      'src/link',
      ...SHARED,
      'src/perpixel\\.ts$',
    ),
    forbid('only-entries-import-apps', '^(src/(?!apps/)[^/]+/|workers/)', '^src/apps/'),
    {
      name: 'the-page-knows-a-worker-by-url',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/(refine/stages|manifest/tasks)\\.ts$' },
      to: { path: '^workers/' },
    },
    below('workers/entries', ...SERVICES, 'workers/link', 'src/threads', ...SHARED),
    below('workers/link', ...SHARED),
    ...SERVICES.filter((service) => service !== 'workers/node').map((service) =>
      below(
        service,
        // a model beside a stream is run by the worker that labels a video's frames
        ...(service === 'workers/live' ? ['workers/video'] : []),
        ...[
          'link',
          'pipeline',
          'model',
          'tasks',
          'instances',
          'stages',
          'frames',
          'compositor',
          'runtimes',
          'gpu',
          'simd',
        ].map((name) => `workers/${name}`),
        // workers of a worker hang on the same link
        'src/link',
        ...SHARED,
      ),
    ),
    // labelling and analysis are the browser's own
    below(
      'workers/node',
      ...[
        'video',
        'link',
        'pipeline',
        'model',
        'tasks',
        'instances',
        'stages',
        'frames',
        'compositor',
        'runtimes',
        'simd',
      ].map((name) => `workers/${name}`),
      'src/threads',
      'src/link',
      ...SHARED,
    ),
    forbid('the-street-stands-alone', '^workers/street/', '^workers/(?!street/)'),
    below(
      'workers/pipeline',
      ...['model', 'tasks', 'instances', 'stages', 'frames', 'compositor', 'runtimes'].map((name) => `workers/${name}`),
      ...PIXELS,
      ...SHARED,
    ),
    below('workers/model', 'workers/tasks', 'workers/runtimes', 'workers/gpu', ...SHARED),
    below('workers/tasks', 'workers/instances', 'workers/stages', ...PIXELS, ...SHARED),
    below('workers/instances', ...PIXELS, ...SHARED),
    below('workers/stages', ...PIXELS, ...SHARED),
    ...['stages', 'tasks'].map((kind) => ({
      name: `${kind}-do-not-import-one-another`,
      severity: 'error',
      from: { path: `^workers/${kind}/([^/]+)/` },
      to: { path: `^workers/${kind}/([^/]+)/`, pathNot: `^workers/${kind}/$1/` },
    })),
    below('workers/compositor', 'workers/instances', 'workers/stages', ...PIXELS, ...SHARED),
    below('workers/runtimes', 'workers/gpu', 'src/threads', ...SHARED),
    below('workers/gpu', 'src/core', 'src/platform'),
    below('workers/frames', 'workers/simd', ...SHARED),
    below('workers/simd', 'src/core'),
    {
      name: 'a-library-that-runs-networks-stays-in-its-folder',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: '^workers/runtimes/ort(-web|-node)?/' },
      to: { path: 'node_modules/onnxruntime-' },
    },
    {
      name: 'litert-stays-in-its-folder',
      severity: 'error',
      from: { path: '^(src|workers)/', pathNot: '^workers/runtimes/litert/' },
      to: { path: 'node_modules/@litertjs/' },
    },
    forbid('the-product-needs-no-tests', '^(src|workers)/', '^(tests/|models/(?!convert/))'),
    forbid('only-the-command-converts', '^(src/(?!cli/models/)|workers/)', `^${CONVERTER}`),
    below('models/convert', 'src/core'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/public/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs'],
    },
  },
};
