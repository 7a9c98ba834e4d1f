import { createSegmenter } from './lib/perpixel.js';

const output = document.querySelector('output');
const input = document.querySelector('input');

try {
  const segmenter = await createSegmenter({ model: 'selfie' });
  input.addEventListener('change', async () => {
    try {
      const { width, height, shares, timings } = await segmenter.segment(input.files[0]);
      const person = (shares[1] * 100).toFixed(1);
      output.textContent = `${width} × ${height} pixels, ${person} % person, ${timings.inference.toFixed(1)} ms`;
    } catch (error) {
      output.textContent = error.message;
    }
  });
  output.dataset.ready = segmenter.backend;
} catch (error) {
  // a browser that lacks something, or a model that cannot be had: the message says what to do
  output.textContent = error.message;
  input.disabled = true;
}
