/** A camera's track made up by a page: a red square (the tiny model's foreground) before what it takes for background. */
export interface MovingTrack {
  readonly track: MediaStreamTrack;
  resize(width: number, height: number): void;
  /** Twice is harmless. */
  stop(): void;
}

/** The mark of a raw background: nothing that is put in its place has it, and a blur of it has not either. */
export const STRIPES = ['#b0b0b0', '#303030'] as const;
const STRIPE = 4;

export function movingTrack(width = 320, height = 240): MovingTrack {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  let turn = 0;
  const draw = (): void => {
    for (let x = 0; x < canvas.width; x += STRIPE) {
      context.fillStyle = STRIPES[(x / STRIPE) % 2]!;
      context.fillRect(x, 0, STRIPE, canvas.height);
    }
    turn += 1;
    context.fillStyle = '#e01010';
    context.fillRect(canvas.width * 0.4 + (turn % 8), canvas.height * 0.3, canvas.width * 0.2, canvas.height * 0.4);
  };
  draw();
  // the display's own frames would be as few as a busy machine draws
  const timer = setInterval(draw, 33);
  const [track] = canvas.captureStream(30).getVideoTracks();
  return {
    track: track!,
    resize(w, h) {
      Object.assign(canvas, { width: w, height: h });
      draw();
    },
    stop() {
      clearInterval(timer);
      track!.stop();
    },
  };
}
