/** Lets go of a picture, if it is one that has to be closed. */
export function closePicture(picture: object): void {
  if ('close' in picture && typeof picture.close === 'function') picture.close();
}
