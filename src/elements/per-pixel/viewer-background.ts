import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { overlayOf, type Background, type ChosenBackground } from '../../core/background/background.ts';
import { toPerPixelError, type PerPixelError } from '../../core/errors/errors.ts';
import { backgroundOption, type BackgroundOption } from '../../core/options/background-option.ts';
import { conceals, isOverlay, type Overlay } from '../../core/view/overlay.ts';
import type { BackgroundFile } from '../../live/background/background-file.ts';
import { BackgroundInForce } from '../../live/background/background-in-force.ts';
import type { PerPixelElement } from './element.ts';

type Host = Pick<PerPixelElement, 'background' | 'overlay' | 'sameOrigin' | 'notify'> &
  ReactiveControllerHost & { readonly hasUpdated: boolean };

/** What a viewer puts behind: what its `background` says, as soon as that can be had, and until then what it said before. */
export class ViewerBackground implements ReactiveController {
  readonly #inForce: BackgroundInForce;
  #chosen: ChosenBackground | null = null;
  /** What was laid over the picture when nothing hid the room the last time. */
  #open: Overlay = 'labels';
  /** What was said of what is in force. */
  #laid: BackgroundOption = null;

  /** @param lay another one is in force */
  constructor(
    private readonly viewer: Host,
    lay: () => void,
  ) {
    viewer.addController(this);
    this.#inForce = new BackgroundInForce({
      onChange: () => {
        if (!this.#inForce.opening) this.#laid = viewer.background;
        lay();
        viewer.requestUpdate();
      },
      onError: (error: PerPixelError) => {
        viewer.notify(error);
        viewer.background = this.#laid;
      },
    });
  }

  /** What `background` says; null: nothing. */
  get chosen(): ChosenBackground | null {
    return this.#chosen;
  }

  get current(): Background | null {
    return this.#inForce.current;
  }

  get file(): BackgroundFile | null {
    return this.#inForce.file;
  }

  hostConnected(): void {
    if (this.viewer.hasUpdated) this.hostUpdated();
  }

  hostUpdated(): void {
    const { overlay } = this.viewer;
    if (isOverlay(overlay) && !conceals(overlay)) this.#open = overlay;
    // onError has told the visitor
    this.#inForce.choose(this.#chosen, this.viewer.sameOrigin).catch(() => undefined);
  }

  hostDisconnected(): void {
    this.#inForce.close();
  }

  /** Shows it, whatever is laid over the picture now; null: the room as it is. */
  show(background: BackgroundOption): void {
    const chosen = backgroundOption(background);
    if (chosen) this.viewer.background = background;
    this.viewer.overlay = chosen ? overlayOf(chosen) : this.#open;
  }

  /**
   * Reads what `background` says now. It takes the overlay along that shows it, unless something else is to be seen.
   * @param unsaid nobody has named an overlay
   * @param alone the overlay is none that was named along with it
   */
  read(unsaid: boolean, alone: boolean): void {
    const { viewer } = this;
    try {
      this.#chosen = backgroundOption(viewer.background);
    } catch (thrown) {
      viewer.notify(toPerPixelError(thrown, 'option-invalid', 'Use another background.'));
      viewer.background = this.#laid;
      // whoever named it meant to hide what is behind
      if (unsaid) viewer.overlay = 'blur';
      return;
    }
    const hides = isOverlay(viewer.overlay) && conceals(viewer.overlay);
    if (this.#chosen && (unsaid || (alone && hides))) viewer.overlay = overlayOf(this.#chosen);
  }
}
