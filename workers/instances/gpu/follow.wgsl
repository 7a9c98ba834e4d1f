// One workgroup, an invocation a slot: which slots are things, and which tracks they go on with. Twin of the end of grouping.ts and of
// tracker.ts, but that masks are held only against those of the frame before, and that the tracks are no more than there is room for.

// see tracker.ts
const SURE = 0.4;
const PATIENCE = 1001u;
const LATE = 5000u;

fn overlap_at(slot: u32, track: u32) -> u32 {
  return SLOTS * things * MEASURES + slot * TRACKS + track;
}

/** Where the numbers of a slot's own class lie: of most pixels, the lower one where they are as many. */
fn measures_of(slot: u32) -> u32 {
  var best = slot * things * MEASURES;
  var most = 0u;
  for (var i = 0u; i < things; i++) {
    let at = (slot * things + i) * MEASURES;
    let area = atomicLoad(&counts[at]);
    if (area > most) {
      most = area;
      best = at;
    }
  }
  return best;
}

@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) slot: u32) {
  let at = measures_of(slot);
  let area = atomicLoad(&counts[at]);
  let left = width - atomicLoad(&counts[at + 1]);
  let top = height - atomicLoad(&counts[at + 2]);
  let right = atomicLoad(&counts[at + 3]);
  let bottom = atomicLoad(&counts[at + 4]);
  let class_id = atomicLoad(&counts[at + 5]) - 1;
  let sure = f32(atomicLoad(&counts[at + 6])) / f32(max(area, 1)) / 100.0;
  let score = select(sure, clamp(bitcast<f32>(ranked.slots[slot].x), 0.0, 1.0), by_heat);
  let is_kept = area > 0 && area >= smallest && score >= least;
  let corner = vec2f(f32(left), f32(top));
  let size = vec2f(f32(width), f32(height));
  let box = vec4f(corner / size, (vec2f(f32(right), f32(bottom)) - corner) / size);
  kept[slot] = select(0u, 1u, is_kept);
  classes_of[slot] = class_id;
  tracks_of[slot] = NONE;
  // another scene, or a time before the last one
  let is_cut = scene.change > cut || i32(frame.time - state.time) < 0;
  for (var t = slot; t < TRACKS; t += SLOTS) {
    taken[t] = 0;
    let most = select(PATIENCE, LATE, state.tracks[t].is_seen != 0);
    if (is_cut || frame.time - state.tracks[t].seen > most) {
      state.tracks[t].id = 0;
    }
  }
  workgroupBarrier();
  count_places(slot);
  storageBarrier();
  workgroupBarrier();

  // sure ones first, then doubtful ones, then what moved far; in each step the most alike
  for (var step = 0u; step < 3; step++) {
    let looks = is_kept && (step == 2 || (score >= SURE) == (step == 0));
    for (var round = 0u; round < SLOTS; round++) {
      offers[slot] = 0;
      if (looks && tracks_of[slot] == NONE) {
        for (var t = 0u; t < TRACKS; t++) {
          let offer = likeness(step, slot, box, t);
          let same = offer == offers[slot] && offer > 0;
          if (offer > offers[slot] || (same && state.tracks[t].id < state.tracks[offered[slot]].id)) {
            offers[slot] = offer;
            offered[slot] = t;
          }
        }
      }
      workgroupBarrier();
      if (slot == 0) {
        winner = best_offer();
      }
      let won = workgroupUniformLoad(&winner);
      if (won == NONE) {
        break;
      }
      if (slot == won) {
        tracks_of[won] = offered[won];
        taken[offered[won]] = 1;
      }
      workgroupBarrier();
    }
  }

  if (slot == 0) {
    begin_tracks();
  }
  storageBarrier();
  workgroupBarrier();
  let track = tracks_of[slot];
  if (is_kept) {
    keep(track, class_id, box, atomicLoad(&places_of[slot]));
  }
  for (var t = slot; t < TRACKS; t += SLOTS) {
    if (taken[t] == 0) {
      state.tracks[t].places = 0;
      state.tracks[t].is_seen = 0;
    }
  }
  remember_places(slot);
  let id = select(0u, state.tracks[min(track, TRACKS - 1)].id, is_kept);
  var number = 0u;
  for (var i = 0u; i <= slot; i++) {
    number += kept[i];
  }
  number = select(0u, number, is_kept);
  sample.entries[slot] = Entry(number, id, class_id, score, left, top, right, bottom, area);
  if (number > 0 && classes + number - 1 < clear) {
    palette[classes + number - 1] = colours[class_id * shades + id % shades];
  }
  if (slot == 0) {
    state.time = frame.time;
    sample.last = state.last;
    sample.width = width;
    sample.height = height;
    sample.frame_width = frame_width;
    sample.frame_height = frame_height;
  }
  // counted anew in the next frame
  for (var i = 0u; i < things * MEASURES; i++) {
    atomicStore(&counts[slot * things * MEASURES + i], 0u);
  }
  for (var t = 0u; t < TRACKS; t++) {
    atomicStore(&counts[overlap_at(slot, t)], 0u);
  }
}

/** Whether a thing is at a place, and which slot's. */
fn slot_at(place: u32) -> u32 {
  let word = scene.places[place];
  let slot = (word & 255) - 1;
  if ((word & 255) == 0) {
    return NONE;
  }
  return select(NONE, slot, kept[slot] != 0 && classes_of[slot] == word >> 8);
}

fn count_places(first: u32) {
  for (var place = first; place < 2304; place += SLOTS) {
    let slot = slot_at(place);
    if (slot == NONE) {
      continue;
    }
    atomicAdd(&places_of[slot], 1u);
  }
  // what was at a place is looked for where it should be by now
  for (var place = first; place < 2304; place += SLOTS) {
    let before = state.places[place];
    if (before == 0) {
      continue;
    }
    let track = before - 1;
    let passed = f32(frame.time - state.tracks[track].seen) / 1000.0;
    // halves are rounded up, as on the other side
    let way = vec2i(floor(state.tracks[track].velocity * passed * vec2f(64.0, 36.0) + 0.5));
    let to = vec2i(vec2u(place % 64, place / 64)) + way;
    if (any(to < vec2i(0)) || to.x >= 64 || to.y >= 36) {
      continue;
    }
    let slot = slot_at(u32(to.y) * 64 + u32(to.x));
    if (slot != NONE) {
      atomicAdd(&counts[overlap_at(slot, track)], 1u);
    }
  }
}

fn remember_places(first: u32) {
  for (var place = first; place < 2304; place += SLOTS) {
    let slot = slot_at(place);
    state.places[place] = select(0u, tracks_of[min(slot, SLOTS - 1)] + 1, slot != NONE);
  }
}

fn best_offer() -> u32 {
  var best = NONE;
  for (var i = 0u; i < SLOTS; i++) {
    if (offers[i] == 0) {
      continue;
    }
    if (best == NONE) {
      best = i;
    } else if (offers[i] > offers[best]) {
      best = i;
    } else if (offers[i] == offers[best] && state.tracks[offered[i]].id < state.tracks[offered[best]].id) {
      best = i;
    }
  }
  return best;
}

/** Of what goes on with none: where one is free, else in place of the one that was unseen longest. */
fn begin_tracks() {
  for (var slot = 0u; slot < SLOTS; slot++) {
    if (kept[slot] == 0 || tracks_of[slot] != NONE) {
      continue;
    }
    var place = NONE;
    for (var t = 0u; t < TRACKS; t++) {
      if (taken[t] != 0) {
        continue;
      }
      if (state.tracks[t].id == 0) {
        place = t;
        break;
      }
      if (place == NONE || frame.time - state.tracks[t].seen > frame.time - state.tracks[place].seen) {
        place = t;
      }
    }
    state.last += 1;
    taken[place] = 1;
    tracks_of[slot] = place;
    state.tracks[place].id = state.last;
    // it has no way behind it
    state.tracks[place].count = 0;
  }
}
