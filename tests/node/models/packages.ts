import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { onnx } = createRequire(import.meta.url)('onnx-proto') as typeof import('onnx-proto');

const packages = new URL('../../../node_modules/', import.meta.url);

/** A TFLite file of Google's package. */
export function tflite(name: 'selfie_segmentation' | 'selfie_segmentation_landscape'): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`@mediapipe/selfie_segmentation/${name}.tflite`, packages)));
}

/** The operators of an ONNX file, in order. */
export function operators(file: Uint8Array): string[] {
  return onnx.ModelProto.decode(file).graph?.node?.map((node) => node.opType ?? '') ?? [];
}

/** Shapes of what enters and leaves an ONNX file, by name. */
export function ports(file: Uint8Array): Record<string, number[]> {
  const { graph } = onnx.ModelProto.decode(file);
  return Object.fromEntries(
    [...(graph?.input ?? []), ...(graph?.output ?? [])].map(({ name, type }) => [
      name ?? '',
      type?.tensorType?.shape?.dim?.map(({ dimValue }) => Number(dimValue)) ?? [],
    ]),
  );
}
