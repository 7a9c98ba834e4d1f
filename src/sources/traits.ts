import type { IconPaths } from '../core/view/icon.ts';

/** What a kind of source can do: whoever shows, plays or shares one goes by this, and not by its name. */
export interface SourceTraits {
  readonly id: string;
  /** In the tool bar; null: it is opened as a file or by an address. */
  readonly button: { readonly label: string; readonly icon: IconPaths } | null;
  /** It holds a device of the visitor's, which a pause lets go of. */
  readonly holdsDevice: boolean;
  /** It may show the visitor, who wants to be seen as in a mirror. */
  readonly mirrors: boolean;
  /** It goes on by itself, so that it can be paused. */
  readonly moves: boolean;
  /** The bundled model that suits it when nobody chose one; null: by the picture's shape. */
  readonly model: string | null;
}
