import { createElement, createRef } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it } from 'vitest';
import type { PerPixelElement } from '../../../src/perpixel.ts';
import { PerPixel } from '../../../src/react.ts';
import { quarters } from './fixture.ts';

describe('<PerPixel> in React', () => {
  it('sets properties, hears events with their detail, takes children and lets go of the element', async () => {
    const place = document.body.appendChild(document.createElement('div'));
    const root = createRoot(place);
    const viewer = createRef<PerPixelElement>();
    const heard: (string | number)[] = [];
    const draw = (overlay: 'blur' | 'outline'): void =>
      root.render(
        createElement(
          PerPixel,
          {
            ref: viewer,
            model: 'tiny',
            backend: 'wasm',
            overlay,
            refine: { minRegion: 3 },
            controls: true,
            onStateChange: ({ detail }) => heard.push(detail.state),
            onReady: ({ detail }) => heard.push(detail.model.id),
            onFrame: ({ detail }) => heard.push(detail.shares.length),
            onLabellingChange: ({ detail }) => heard.push(`labelling ${detail.labelling}`),
            onKeepChange: ({ detail }) => heard.push(`keep ${String(detail.keep)}`),
            onBackgroundChange: ({ detail }) => heard.push(`background ${String(detail.background)}`),
            onFault: ({ detail }) => heard.push(detail.code),
          },
          createElement('button', { slot: 'bar' }, 'Send'),
        ),
      );
    draw('blur');
    await expect.poll(() => viewer.current?.refine).toEqual({ minRegion: 3 });
    await viewer.current?.openFile(await quarters());
    await expect.poll(() => heard).toEqual(expect.arrayContaining(['running', 'tiny', 4]));
    draw('outline');
    await expect.poll(() => viewer.current?.overlay).toBe('outline');
    expect(viewer.current?.querySelector('button')?.checkVisibility()).toBe(true);
    viewer.current?.setAttribute('keep', 'none');
    viewer.current?.setAttribute('labelling', 'instance');
    viewer.current?.setAttribute('background', 'hills');
    await expect.poll(() => heard).toEqual(expect.arrayContaining(['keep ', 'labelling instance', 'background hills']));
    viewer.current?.setAttribute('backend', 'quantum');
    await expect.poll(() => heard).toContain('option-invalid');
    root.unmount();
    expect(place.querySelector('per-pixel')).toBeNull();
  });
});
