import { css } from 'lit';

/** Of the page on a phone: whoever teaches needs what they draw with below what they draw on, and what they draw on in sight. */
export const phone = css`
  @container analyst (inline-size < 56rem) {
    .teaching :is(.work, aside) {
      display: contents;
    }

    .teaching pp-video-teacher {
      order: 1;
    }

    .teaching :is(pp-filmstrip, pp-timeline, pp-counts),
    .teaching aside > :not(pp-video-teacher) {
      order: 2;
    }

    .teaching aside > * {
      padding: var(--_space-4);
      background: var(--_surface);
      border: 1px solid var(--_line);
      border-radius: var(--_radius);
    }
  }

  @media (min-height: 600px) {
    @container analyst (inline-size < 56rem) {
      .teaching pp-screen {
        position: sticky;
        inset-block-start: 0;
        z-index: 1;
        max-block-size: 40dvh;
      }
    }
  }
`;
