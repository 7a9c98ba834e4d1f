/** The layers. `main, perpixel -> ui -> client, scheduler, source -> shared` on one side, the worker's on the other. */
const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to: { path: to } });

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-missing',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(url|inline|raw)$|^virtual:' },
    },
    forbid('shared-knows-nobody', '^src/shared/', '^(src/(?!shared/)|workers/|models/|tests/)'),
    forbid(
      'below-the-ui',
      '^src/(client|scheduler|source|analysis)/',
      '^src/(ui/|page/|analyze/|main|perpixel|segmenter)',
    ),
    forbid('ui-below-the-entries', '^src/ui/', '^src/(main|perpixel|segmenter|page/|analyze/)'),
    forbid('the-client-knows-the-worker-by-url', '^src/', '^workers/'),
    forbid('workers-know-only-shared', '^workers/', '^src/(?!shared/)'),
    {
      name: 'stages-do-not-import-one-another',
      severity: 'error',
      from: { path: '^workers/stages/([^/]+)/' },
      to: { path: '^workers/stages/([^/]+)/', pathNot: '^workers/stages/$1/' },
    },
    forbid(
      'stages-are-at-the-bottom',
      '^workers/stages/',
      '^workers/(session|compositor|frame-path|pipeline|labeller|finishing|members|refinement|model-session)',
    ),
    forbid('the-kernels-know-nobody', '^workers/simd/', '^(src|workers)/(?!simd/)'),
    forbid(
      'the-session-does-not-draw',
      '^workers/session/',
      '^workers/(compositor|frame-path|pipeline|labeller|finishing|members|refinement|model-session)',
    ),
    forbid(
      'the-gpu-is-at-the-bottom',
      '^workers/gpu/',
      '^workers/(session|stages|compositor|frame-path|pipeline|labeller|finishing|members|refinement|model-session)',
    ),
    forbid(
      'the-compositor-is-below-the-pipeline',
      '^workers/compositor/',
      '^workers/(session|frame-path|pipeline|labeller|finishing|members|refinement|model-session)',
    ),
    forbid('the-street-stands-alone', '^workers/street/', '^workers/(?!street/)'),
    forbid('the-product-needs-no-tests', '^(src|workers)/', '^(tests|models)/'),
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
