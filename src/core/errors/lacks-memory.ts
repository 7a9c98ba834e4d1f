const WORDS =
  /bad_alloc|out of memory|alloc\w* fail|fail\w* to alloc|memory access out of bounds|Invalid typed array length/i;

/** Whether something failed for want of memory. WebAssembly throws what C++ threw as a bare number. */
export function lacksMemory(thrown: unknown): boolean {
  return typeof thrown === 'number' || WORDS.test(thrown instanceof Error ? thrown.message : String(thrown));
}
