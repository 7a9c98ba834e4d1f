/** Where neither the manifest nor the name says. */
const USUAL = 'onnx';
/** Formats that a file's name alone tells. */
const BY_ENDING = /\.(onnx|tflite)(?:[?#].*)?$/i;

interface Written {
  readonly format?: string | undefined;
  readonly file: string;
}

/** What is fetched of a model, as far as formats go. */
interface Files extends Written {
  readonly variants?: readonly Written[] | undefined;
  readonly heads?: Part | undefined;
  readonly networks?: readonly Part[] | undefined;
}

interface Part extends Omit<Files, 'heads' | 'networks'> {}

/** The format of a model's file: as the manifest says, else by the file's name, else ONNX. */
export function formatOf({ format, file }: Written): string {
  return format ?? BY_ENDING.exec(file)?.[1]?.toLowerCase() ?? USUAL;
}

/** Every format that all of a model can be had in, its own first. */
export function formatsOf(model: Files): readonly string[] {
  const own = formatOf(model);
  const parts = [...(model.heads ? [model.heads] : []), ...(model.networks ?? [])];
  const others = (model.variants ?? []).map((each) => each.format ?? own);
  const whole = others.filter((format) => format !== own && parts.every((part) => hasFormat(part, format)));
  return [...new Set([own, ...whole])];
}

function hasFormat({ variants = [] }: Part, format: string): boolean {
  return variants.some((each) => each.format === format);
}
