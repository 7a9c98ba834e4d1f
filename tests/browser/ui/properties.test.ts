import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PerPixelError, type PerPixelElement } from '../../../src/perpixel.ts';
import { outcome, rubbish } from '../rubbish.ts';

let viewer: PerPixelElement;
let told: unknown[] = [];
let uncaught: unknown[] = [];

const hear = (event: Event): void => {
  told.push((event as CustomEvent<unknown>).detail);
};
const catchAll = (event: ErrorEvent | PromiseRejectionEvent): void => {
  uncaught.push('reason' in event ? event.reason : event.error);
  event.preventDefault();
};

beforeEach(() => {
  told = [];
  uncaught = [];
  viewer = document.createElement('per-pixel');
  viewer.addEventListener('perpixel-error', hear);
  addEventListener('error', catchAll);
  addEventListener('unhandledrejection', catchAll);
  document.body.append(viewer);
});
afterEach(() => {
  viewer.remove();
  removeEventListener('error', catchAll);
  removeEventListener('unhandledrejection', catchAll);
});

async function settled(): Promise<void> {
  await (viewer as unknown as { updateComplete: Promise<boolean> }).updateComplete;
  // what is thrown within a callback is reported in a task of its own, before the next
  await new Promise((resolve) => setTimeout(resolve));
}

const set = (name: string, value: unknown): void => {
  (viewer as unknown as Record<string, unknown>)[name] = value;
};
const get = (name: string): unknown => (viewer as unknown as Record<string, unknown>)[name];

describe('a property of <per-pixel>', () => {
  it.each<[string, unknown, unknown]>([
    ['opacity', 'x', 0.5],
    ['opacity', Symbol('o'), 0.5],
    ['doubt', NaN, 0],
    ['doubt', 'much', 0],
    ['split', Infinity, null],
    ['split', {}, null],
    ['rate', 'fast', null],
    ['rate', -1, null],
    ['device', 5, ''],
    ['model', {}, ''],
    ['model', () => 'tiny', ''],
    ['source', 5, ''],
    ['assets', Symbol('a'), ''],
    ['ensemble', [], ''],
    ['backend', Symbol('b'), 'auto'],
    ['backend', 'quantum', 'auto'],
    ['refine', 'x', null],
    ['refine', Symbol('r'), null],
    ['refine', { closing: 99 }, null],
  ])('“%s” that is rubbish is told by name, and something else taken: %o', async (name, value, instead) => {
    set(name, value);
    await settled();
    expect(get(name)).toBe(instead);
    expect(told).toEqual([expect.objectContaining({ name: 'PerPixelError', code: 'option-invalid' })]);
    expect((told[0] as PerPixelError).message).toContain(name === 'refine' ? 'refine' : `“${name}”`);
    expect(uncaught).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['opacity', '0.25', 0.25],
    ['doubt', '0.5', 0.5],
    ['doubt', null, 0],
    ['split', undefined, null],
    ['model', null, ''],
    ['model', new URL('https://models.test/a.json'), 'https://models.test/a.json'],
    ['device', undefined, ''],
    ['refine', undefined, null],
    ['mirrored', '', false],
    ['controls', 1, true],
  ])('“%s” may be what frameworks set: %o', async (name, value, meant) => {
    set(name, value);
    await settled();
    expect(get(name)).toBe(meant);
    expect(told).toEqual([]);
    expect(uncaught).toEqual([]);
  });

  it.each([
    ['opacity', 'x'],
    ['doubt', '7'],
    ['split', 'half'],
    ['refine', '{"closing":'],
  ])('is told as an attribute too: %s="%s"', async (name, value) => {
    viewer.setAttribute(name, value);
    await settled();
    expect(told).toEqual([expect.objectContaining({ code: 'option-invalid' })]);
    expect(uncaught).toEqual([]);
  });

  it('ends in errors of ours or in a picture, whatever it is', async () => {
    const names = ['model', 'backend', 'overlay', 'opacity', 'refine', 'doubt', 'split', 'mirror', 'ensemble'];
    const others = ['device', 'assets', 'controls', 'sameOrigin', 'mirrored', 'rate', 'source'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names, ...others), rubbish, async (name, make) => {
        const value = make();
        // an address would have to be asked for
        if (name === 'source' && typeof value === 'string') return;
        set(name, value);
        await settled();
        expect(uncaught).toEqual([]);
        for (const error of told) expect(error).toBeInstanceOf(PerPixelError);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a method of <per-pixel>', () => {
  it('refuses what is no time, no file, no error', async () => {
    for (const seconds of [NaN, Infinity, '5', null, Symbol('s')]) {
      expect(await outcome(() => viewer.seek(seconds as number))).toBe('option-invalid');
    }
    for (const file of [null, undefined, 'a.mp4', {}, 5] as unknown[]) {
      expect(await outcome(() => viewer.openFile(file as Blob))).toBe('option-invalid');
    }
    expect(await outcome(() => viewer.notify('oh' as unknown as PerPixelError))).toBeNull();
    expect(told.at(-1)).toBeInstanceOf(PerPixelError);
    expect(await outcome(() => viewer.snapshot())).toBe('source-unavailable');
    expect(uncaught).toEqual([]);
  });

  it('tells what is wrong with a file', async () => {
    expect(await outcome(() => viewer.openFile(new Blob(['no image'], { type: 'image/png' })))).toBe(
      'image-unsupported',
    );
    expect(await outcome(() => viewer.openFile(new Blob([])))).toBe('video-empty');
    expect(uncaught).toEqual([]);
  });
});
