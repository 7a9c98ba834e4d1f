import { createSegmenter } from './lib/perpixel.js';

const output = document.querySelector('output');
const segmenter = await createSegmenter({ model: 'selfie' });

document.querySelector('input').addEventListener('change', async ({ target }) => {
  try {
    const { width, height, shares, timings } = await segmenter.segment(target.files[0]);
    const person = (shares[1] * 100).toFixed(1);
    output.textContent = `${width} × ${height} pixels, ${person} % person, ${timings.inference.toFixed(1)} ms`;
  } catch (error) {
    output.textContent = error.message;
  }
});
output.dataset.ready = segmenter.backend;
