import { describe, expect, it } from 'vitest';
import { TARGETS, type Target } from '../../../src/apps/playground/snippets.ts';
import type { Call } from '../../../src/apps/playground/call.ts';
import type { Chosen } from '../../../src/apps/playground/settings.ts';
import { componentFault } from '../../docs/components.ts';
import { faultsOf } from '../../docs/faults.ts';
import type { Snippet } from '../../docs/snippets.ts';

const FEW: Chosen = { source: 'street', overlay: 'outline', controls: true };
const MANY: Chosen = {
  source: '/a "b"&c.mp4',
  model: 'driving-street',
  backend: 'wasm',
  overlay: 'confidence',
  opacity: 0.8,
  refine: { temporal: 0.5, guided: { radius: 4, epsilon: 0.001 } },
  mirror: true,
  ensemble: 'driving',
  doubt: 0.6,
  split: 0.5,
  controls: true,
};
const CALL: Call = { outputs: ['confidence', 'panoptic'], at: 'model', type: 'uint8', into: true };
const last = (target: Target, chosen: Chosen): string => TARGETS[target].write(chosen).split('\n\n').at(-1) ?? '';

describe('the lines that the playground writes', () => {
  it('are one where there is room', () => {
    expect(last('html', FEW)).toBe('<per-pixel source="street" overlay="outline" controls></per-pixel>');
    expect(last('react', FEW)).toContain('return <PerPixel source="street" overlay="outline" controls />;');
    expect(last('vue', FEW)).toContain('  <per-pixel source="street" overlay="outline" controls />\n');
    expect(last('svelte', FEW)).toBe('<per-pixel source="street" overlay="outline" controls></per-pixel>');
    expect(last('js', FEW)).toContain('await createSegmenter();');
  });

  it('say what is no text as each of them has it', () => {
    expect(last('html', MANY)).toContain(`refine='{"temporal":0.5,"guided":{"radius":4,"epsilon":0.001}}'`);
    expect(last('html', { ...MANY, refine: false })).toContain('refine="off"');
    expect(last('react', MANY)).toContain('refine={{ temporal: 0.5, guided: { radius: 4, epsilon: 0.001 } }}');
    expect(last('react', MANY)).toContain('opacity={0.8}');
    expect(last('vue', MANY)).toContain(':refine="{ temporal: 0.5, guided: { radius: 4, epsilon: 0.001 } }"');
    expect(last('vue', MANY)).toContain(':opacity="0.8"');
    expect(TARGETS.js.write(MANY)).toContain("ensemble: 'driving'");
    expect(TARGETS.js.write(MANY)).not.toMatch(/overlay|opacity|controls/);
  });

  it('ask the function for what is wanted besides labels', () => {
    expect(TARGETS.js.write(FEW, CALL)).toContain(
      "result = await segmenter.segment(video, { outputs: ['confidence', 'panoptic'], at: 'model', type: 'uint8', into: result });",
    );
    expect(TARGETS.js.write(FEW, { ...CALL, at: '640×360' })).toContain('at: { width: 640, height: 360 }');
    expect(TARGETS.js.write(FEW)).toContain('= await segmenter.segment(video);');
  });

  it('name an address as it is', () => {
    const page = new Map([
      ['&quot;', '"'],
      ['&amp;', '&'],
    ]);
    const source = /source="([^"]*)"/
      .exec(last('html', MANY))?.[1]
      ?.replace(/&\w+;/g, (each) => page.get(each) ?? each);
    expect(source).toBe(MANY.source);
  });

  it('compile', () => {
    const pieces = (target: Target): Snippet[] =>
      [FEW, MANY].map((chosen, at) => ({
        place: `${target}:${at}`,
        language: TARGETS[target].language,
        code: TARGETS[target].write(chosen),
        given: '',
        runs: false,
      }));
    const called = { ...pieces('js')[0]!, place: 'js:call', code: TARGETS.js.write(MANY, CALL) };
    expect(faultsOf([...pieces('html'), ...pieces('js'), called])).toEqual([]);
    expect(faultsOf(pieces('react'))).toEqual([]);
    expect([...pieces('vue'), ...pieces('svelte')].map(componentFault)).toEqual([null, null, null, null]);
  });
});
