/** Where neither the manifest nor the name says. */
const USUAL = 'onnx';
/** Formats that a file's name alone tells. */
const BY_ENDING = /\.(onnx|tflite)(?:[?#].*)?$/i;

/** The format of a model's file: as the manifest says, else by the file's name, else ONNX. */
export function formatOf({ format, file }: { readonly format?: string | undefined; readonly file: string }): string {
  return format ?? BY_ENDING.exec(file)?.[1]?.toLowerCase() ?? USUAL;
}
