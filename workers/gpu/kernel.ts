/** What a binding of group 0 is to a shader. */
export type Binding = 'uniform' | 'read' | 'write';

export interface KernelOptions {
  /** `Stage.thing`, so that a GPU error names its place. */
  readonly label: string;
  readonly code: string;
  /** Default: `main`. */
  readonly entry?: string;
  /** Group 0, in order. */
  readonly bindings: readonly Binding[];
  /** Group 1, where the shader reads the picture. */
  readonly picture?: GPUBindGroupLayout;
  /** The shader's `override` constants. */
  readonly constants?: Readonly<Record<string, number>>;
}

/** A compiled compute shader. */
export interface Kernel {
  /** Reusable: make it once for buffers that stay. */
  group(...buffers: readonly GPUBuffer[]): GPUBindGroup;
  /** One invocation each of at least `x × y × z`; out-of-range ones must return. */
  dispatch(pass: GPUComputePassEncoder, group: GPUBindGroup, x: number, y?: number, z?: number): void;
}

/** The shaders' workgroup is 8 × 8, or 64 in a row. */
const TILE = 8;
const ROW = 64;

const TYPES = { uniform: 'uniform', read: 'read-only-storage', write: 'storage' } as const;

/**
 * Compiles a compute shader.
 * @throws Error with the compiler's messages and their lines
 */
export async function createKernel(device: GPUDevice, options: KernelOptions): Promise<Kernel> {
  const { label, code, entry = 'main', bindings, picture, constants = {} } = options;
  const layout = device.createBindGroupLayout({
    label,
    entries: bindings.map((each, binding) => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: TYPES[each] },
    })),
  });
  const module = device.createShaderModule({ label, code });
  const pipeline = await device
    .createComputePipelineAsync({
      label,
      layout: device.createPipelineLayout({ label, bindGroupLayouts: picture ? [layout, picture] : [layout] }),
      compute: { module, entryPoint: entry, constants },
    })
    .catch((cause: unknown) => shaderError(module, label, cause));
  const flat = code.includes(`@workgroup_size(${ROW})`);
  return {
    group: (...buffers) =>
      device.createBindGroup({
        label,
        layout,
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      }),
    dispatch(pass, group, x, y = 1, z = 1) {
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group);
      if (flat) pass.dispatchWorkgroups(...folded(Math.ceil(x / ROW)));
      else pass.dispatchWorkgroups(Math.ceil(x / TILE), Math.ceil(y / TILE), z);
    },
  };
}

/** More workgroups than one dimension may have go on in the second: `flat_index` of the shaders undoes that. */
const LIMIT = 65_535;

function folded(count: number): [number, number] {
  return count <= LIMIT ? [count, 1] : [LIMIT, Math.ceil(count / LIMIT)];
}

/** Fails with the compiler's own words. */
export async function shaderError(module: GPUShaderModule, label: string, cause: unknown): Promise<never> {
  const { messages } = await module.getCompilationInfo();
  const lines = messages
    .map(({ lineNum, message }) => `line ${lineNum}: ${message.trim().replace(/\s+/g, ' ')}`)
    .join('; ');
  const detail = lines || (cause instanceof Error ? cause.message : String(cause));
  throw new Error(`The shader ${label} does not compile (${detail}).`, { cause });
}
