/** The compiled `assembly/` folder, base64; `.config/vite/kernels.ts` makes it. */
declare module 'virtual:kernels' {
  const bytes: string;
  export default bytes;
}
