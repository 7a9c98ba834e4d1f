/** What `sampleMaps` works on: addresses and sizes, in the order in which the confidence stage's `sampler.ts` writes them. */
@unmanaged
export class Order {
  /** Values on a grid: row y of plane c lies at planes + c · pitch + y · stride, in bytes. */
  planes: usize;
  pitch: usize;
  stride: usize;
  count: i32;
  /** 1: the only plane is the probability of class 1 of 2. */
  binary: i32;
  /** Of each target column and row the two of the grid and the weight of the second; as many as a multiple of four. */
  lowX: usize;
  highX: usize;
  weightX: usize;
  /** Of each four target columns three vectors: where their sources begin, bytes, and which bytes from there on are the lower and the upper ones; −1: they lie too far apart. */
  spans: usize;
  lowY: usize;
  highY: usize;
  weightY: usize;
  targetWidth: i32;
  /** Two rows of the grid at the target's width for each plane, and which rows they are. */
  lines: usize;
  line: usize;
  held: usize;
  /** Where rows go; 0: they are not wanted. Each class's values follow the class's before after so many bytes. */
  values: usize;
  step: usize;
  confidence: usize;
  entropy: usize;
  /** 1: a value is a byte, of which 255 is 1. */
  bytes: i32;
  /** 1 / ln(classes); of one class 0. */
  scale: f32;
}
