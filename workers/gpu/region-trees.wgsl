// Regions as trees in `parent`, which the code before this declares: the root of each is the pixel with the lowest index (Komura
// 2015). Atomics let every pixel join its neighbours' trees at once, in any order, with the same result.

fn root(pixel: u32) -> u32 {
  var at = pixel;
  var up = atomicLoad(&parent[at]);
  while (up != at) {
    at = up;
    up = atomicLoad(&parent[at]);
  }
  return at;
}

fn join(a: u32, b: u32) {
  var high = root(a);
  var low = root(b);
  while (high != low) {
    if (high < low) {
      let swap = high;
      high = low;
      low = swap;
    }
    let before = atomicMin(&parent[high], low);
    if (before == high) {
      return;
    }
    // somebody else hung this root elsewhere meanwhile: go on from there
    high = root(before);
    low = root(low);
  }
}
