import type { Constant, GraphNode, Port } from '../graph.ts';

/** What an ONNX file computes, with the shapes of what goes in all known. */
export interface OnnxGraph {
  readonly inputs: readonly Port[];
  /** Names of what comes out. */
  readonly outputs: readonly string[];
  /** In the order of execution. */
  readonly nodes: readonly GraphNode[];
  readonly constants: ReadonlyMap<string, Constant>;
}
