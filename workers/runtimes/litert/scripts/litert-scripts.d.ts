/** LiteRT's own builds, which come without types. */
declare module '@litertjs/core/wasm/*.js' {
  const factory: import('../library.ts').LiteRtFactory;
  export default factory;
}
