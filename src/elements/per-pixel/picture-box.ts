import type { Size } from '../../core/geometry/fit.ts';

/** Where a picture lies that was fitted into a stage (`object-fit: contain`), in the stage's CSS pixels. */
export interface PictureBox extends Size {
  readonly left: number;
  readonly top: number;
}

export function pictureBox(stage: Size, picture: Size): PictureBox {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
}
