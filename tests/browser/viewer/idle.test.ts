import { html, LitElement } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Idle } from '../../../src/elements/controllers/idle.ts';
import { isOperated } from '../../../src/elements/controllers/operated.ts';
import { userEvent } from 'vitest/browser';

class Host extends LitElement {
  watched = true;
  readonly idle = new Idle(this, { watching: () => this.watched, inUse: () => isOperated(this) });

  protected override render(): unknown {
    return html`<div class="stage" tabindex="0"></div>
      <button>b</button>`;
  }
}
customElements.define('test-idle', Host);

let host: Host;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  host = document.createElement('test-idle') as Host;
  document.body.append(host);
  await host.updateComplete;
});

afterEach(() => {
  host.remove();
  vi.useRealTimers();
});

const within = (selector: string): HTMLElement | null | undefined =>
  host.shadowRoot?.querySelector<HTMLElement>(selector);

it('comes a few seconds after the last sign of somebody, and goes with the next', () => {
  vi.advanceTimersByTime(2500);
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'x' }));
  vi.advanceTimersByTime(2500);
  expect(host.idle.idle).toBe(false);
  vi.advanceTimersByTime(2500);
  expect(host.idle.idle).toBe(true);
  for (const sign of ['pointerdown', 'touchstart', 'wheel', 'keydown']) {
    document.body.dispatchEvent(new Event(sign, { bubbles: true }));
    expect(host.idle.idle, sign).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(host.idle.idle, sign).toBe(true);
  }
});

it('is not ended by a pointer that the browser tells of though it rests', () => {
  const rest = (): boolean => document.dispatchEvent(new PointerEvent('pointermove', { screenX: 5, screenY: 5 }));
  rest();
  vi.advanceTimersByTime(5000);
  rest();
  expect(host.idle.idle).toBe(true);
  document.dispatchEvent(new PointerEvent('pointermove', { screenX: 6, screenY: 5 }));
  expect(host.idle.idle).toBe(false);
});

it('does not come while a control is worked by the keyboard, but over a picture that has the focus', async () => {
  within('.stage')?.focus();
  await userEvent.keyboard('{Tab}');
  expect(host.shadowRoot?.activeElement).toBe(within('button'));
  vi.advanceTimersByTime(60_000);
  expect(host.idle.idle).toBe(false);
  within('.stage')?.focus();
  vi.advanceTimersByTime(5000);
  expect(host.idle.idle).toBe(true);
});

it('is over, and does not come again, when it matters no more', async () => {
  vi.advanceTimersByTime(5000);
  host.watched = false;
  host.requestUpdate();
  await host.updateComplete;
  expect(host.idle.idle).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(host.idle.idle).toBe(false);
});
