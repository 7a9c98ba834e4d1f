// Gives small regions the class with the most votes (the lower id wins a tie; without votes they stay), and exchanges the
// two classes' probabilities, so that what is resampled from them agrees.

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let pixel = flat_index(id, groups);
  if (pixel >= pixels) {
    return;
  }
  let own = atomicLoad(&parent[pixel]);
  if (atomicLoad(&count[own]) >= params.smallest) {
    return;
  }
  var most = 0u;
  var winner = ids[pixel];
  for (var c = 0u; c < classes; c++) {
    let given = atomicLoad(&votes[own * classes + c]);
    if (given > most) {
      most = given;
      winner = c;
    }
  }
  let loser = ids[pixel];
  if (winner == loser) {
    return;
  }
  ids[pixel] = winner;
  let high = probabilities[loser * pixels + pixel];
  probabilities[loser * pixels + pixel] = probabilities[winner * pixels + pixel];
  probabilities[winner * pixels + pixel] = high;
}
