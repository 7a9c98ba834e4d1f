import { css } from 'lit';

/**
 * Design tokens. `--pp-*` is what a page may set, on any ancestor (`Component` lists them); `--_*` is what our own styles read.
 * The scheme is the page's: `light-dark()` follows the inherited `color-scheme`, so setting that on `<per-pixel>` or above
 * it forces light or dark.
 */
export const tokens = css`
  :host {
    --_canvas: var(--pp-canvas, light-dark(#efeeea, #0e0f10));
    --_surface: var(--pp-surface, light-dark(#f8f7f4, #17181a));
    --_raised: var(--pp-raised, light-dark(#ffffff, #26282b));
    --_well: light-dark(#e6e4de, #1d1f22);
    --_hover: light-dark(#edebe6, #2f3135);
    --_line: var(--pp-line, light-dark(#dad7cf, #2c2e32));
    --_line-strong: light-dark(#8b887e, #71747a);
    --_ink: var(--pp-ink, light-dark(#17181a, #f0efeb));
    --_ink-soft: var(--pp-ink-soft, light-dark(#4d4e52, #b2b3b7));
    --_ink-faint: light-dark(#65666a, #97989d);
    --_accent: var(--pp-accent, light-dark(#d9480f, #ff7a3d));
    --_accent-text: var(--pp-accent, light-dark(#b03a08, #ff8f59));
    --_accent-wash: light-dark(
      color-mix(in srgb, var(--_accent) 10%, transparent),
      color-mix(in srgb, var(--_accent) 14%, transparent)
    );

    --_font: var(
      --pp-font,
      -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Helvetica Neue',
      Arial,
      system-ui,
      sans-serif
    );
    --_mono: var(
      --pp-font-mono,
      ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      'Roboto Mono',
      'DejaVu Sans Mono',
      'Liberation Mono',
      monospace
    );
    --_text-xs: clamp(0.75rem, 0.64rem + 0.17vw, 1.2rem);
    --_text-s: clamp(0.8125rem, 0.66rem + 0.21vw, 1.35rem);
    --_text-m: clamp(0.875rem, 0.7rem + 0.24vw, 1.5rem);
    --_text-l: clamp(1.125rem, 0.92rem + 0.4vw, 2.25rem);
    --_text-xl: clamp(1.5rem, 1.2rem + 0.6vw, 3rem);

    --_unit: clamp(4px, 3px + 0.08vw, 6.5px);
    --_space-1: var(--_unit);
    --_space-2: calc(var(--_unit) * 2);
    --_space-3: calc(var(--_unit) * 3);
    --_space-4: calc(var(--_unit) * 4);
    --_space-6: calc(var(--_unit) * 6);

    --_radius: var(--pp-radius, calc(var(--_unit) * 3));
    --_radius-s: calc(var(--_radius) * 0.66);
    --_radius-xs: calc(var(--_radius) * 0.42);
    --_hit: calc(var(--_unit) * 9);
    --_icon: clamp(18px, 14px + 0.3vw, 30px);

    --_shadow-key: 0 1px 0 light-dark(#ffffff, #3a3d42) inset, 0 1px 2px light-dark(#17181a1f, #00000080);
    --_shadow-float: 0 1px 1px #0000001f, 0 8px 28px light-dark(#17181a2e, #000000a6);
    --_focus: light-dark(#17181a, #ffffff);

    --_fast: 110ms;
    --_slow: 260ms;
    --_ease: cubic-bezier(0.2, 0.7, 0.2, 1);
  }

  @media (pointer: coarse) {
    :host {
      --_hit: max(44px, calc(var(--_unit) * 9));
    }
  }

  /* a narrow place, in a window of whichever width, is operated like a phone */
  @container (max-width: 640px) {
    :host {
      --_hit: max(44px, calc(var(--_unit) * 9));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_fast: 0ms;
      --_slow: 0ms;
    }
  }
`;
