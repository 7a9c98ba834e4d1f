import { FORMAT, type Making, type ResultVideo } from './facts.ts';
import { sha256 } from './digest.ts';

/** Of whatever a video's figures depend on: its bytes, the model's, and how both were brought together. */
export function resultKey({ model, ensemble, options, classes, columns }: Making, video: ResultVideo): string {
  const { name, bytes, fingerprint } = video;
  return sha256(canonical({ FORMAT, model, ensemble, options, classes, columns, video: { name, bytes, fingerprint } }));
}

/** Of what all videos of a data set have in common. */
export function makingKey({ model, ensemble, options, classes, columns }: Making): string {
  return sha256(canonical({ FORMAT, model, ensemble, options, classes, columns }));
}

/** JSON with its fields in the order of their names, whoever made the object. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
