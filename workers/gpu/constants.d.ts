/** WebGPU's flags, which TypeScript's own library leaves out. */
declare const GPUBufferUsage: Readonly<
  Record<'COPY_DST' | 'COPY_SRC' | 'MAP_READ' | 'QUERY_RESOLVE' | 'STORAGE' | 'UNIFORM', number>
>;
declare const GPUMapMode: Readonly<Record<'READ', number>>;
declare const GPUShaderStage: Readonly<Record<'COMPUTE' | 'FRAGMENT', number>>;
declare const GPUTextureUsage: Readonly<
  Record<'COPY_DST' | 'COPY_SRC' | 'RENDER_ATTACHMENT' | 'TEXTURE_BINDING', number>
>;
