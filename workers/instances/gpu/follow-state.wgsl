// What the steps share that join things to tracks: constants, what they read, and what they remember.

override classes: u32;
// the value of what has no colour; things have lower ones
override clear: u32;
// of things; 1 where all pixels of a slot are of one class
override things: u32;
// fewer pixels are a speck
override smallest: u32;
// a thing is at least so sure, 0 to 1
override least: f32;
override width: u32;
override height: u32;
override frame_width: u32;
override frame_height: u32;
// of each class's colour
override shades: u32;
// mean change of the picture's brightness that makes it another scene
override cut: f32;
// what ranks the slots is a heat, and says how sure the model is of each; else its confidence does
override by_heat: bool;

const SLOTS: u32 = 64;
const TRACKS: u32 = 128;
const NONE: u32 = 0xffffffff;

struct Frame {
  // milliseconds; they wrap around
  time: u32,
}

struct Ranked {
  count: u32,
  // key, such as the bits of a heat, and place
  slots: array<vec2u>,
}

struct Scene {
  // of the picture's brightness since the frame before; 0 where its tones are those of one scene
  change: f32,
  // at each place: slot, and class above 8 bits
  places: array<u32, 2304>,
}

struct Track {
  // 0: free
  id: u32,
  class_id: u32,
  // milliseconds
  seen: u32,
  // places that it had in the frame before
  places: u32,
  // in the frame before
  is_seen: u32,
  // how often it was measured
  count: u32,
  // a part of it was hidden
  is_hidden: u32,
  // left, top, width and height in shares of the frame: what was seen of it, and the whole of it
  shown: vec4f,
  whole: vec4f,
  // of its middle, a second
  velocity: vec2f,
}

struct State {
  // the last number that a track was given
  last: u32,
  // of the frame before, milliseconds
  time: u32,
  tracks: array<Track, 128>,
  // of each place the track that was there in the frame before, counted from 1; 0: none
  places: array<u32, 2304>,
}

struct Entry {
  // 1 and above; 0: no thing
  number: u32,
  track: u32,
  class_id: u32,
  score: f32,
  // pixels of the label map; right and bottom lie behind the last ones
  left: u32,
  top: u32,
  right: u32,
  bottom: u32,
  area: u32,
}

struct Sample {
  // tracks so far
  last: u32,
  width: u32,
  height: u32,
  frame_width: u32,
  frame_height: u32,
  entries: array<Entry, 64>,
}

@group(0) @binding(0) var<uniform> frame: Frame;
@group(0) @binding(1) var<storage, read> ranked: Ranked;
@group(0) @binding(2) var<storage, read> scene: Scene;
// of each class, one for each of so many tracks
@group(0) @binding(3) var<storage, read> colours: array<u32>;
// of each slot and class of things: pixels, distances of the first ones from right and bottom, one behind the last ones, class + 1,
// sum of the confidence in hundredths; then of each slot the places that it shares with each track
@group(0) @binding(4) var<storage, read_write> counts: array<atomic<u32>>;
@group(0) @binding(5) var<storage, read_write> state: State;
@group(0) @binding(6) var<storage, read_write> sample: Sample;
@group(0) @binding(7) var<storage, read_write> palette: array<u32>;

const MEASURES: u32 = 7;

var<workgroup> kept: array<u32, 64>;
var<workgroup> classes_of: array<u32, 64>;
var<workgroup> places_of: array<atomic<u32>, 64>;
var<workgroup> taken: array<u32, 128>;
// the track of each slot
var<workgroup> tracks_of: array<u32, 64>;
// of the slots that look for one: how alike, and which
var<workgroup> offers: array<u32, 64>;
var<workgroup> offered: array<u32, 64>;
var<workgroup> winner: u32;
