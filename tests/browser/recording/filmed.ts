import { ALL_FORMATS, BlobSource, Input } from 'mediabunny';

/** A canvas that somebody draws on all the time, and its stream. */
export function drawing(): { canvas: HTMLCanvasElement; stream: MediaStream; stop(): void } {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
  const context = canvas.getContext('2d')!;
  let turn = 0;
  const timer = setInterval(() => {
    turn += 1;
    context.fillStyle = `hsl(${turn * 9} 80% 50%)`;
    context.fillRect(0, 0, 64, 48);
  }, 33);
  const stream = canvas.captureStream();
  return {
    canvas,
    stream,
    stop() {
      clearInterval(timer);
      stream.getTracks().forEach((track) => track.stop());
    },
  };
}

export async function microphone(): Promise<MediaStreamTrack> {
  return (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0]!;
}

export interface Filmed {
  /** Seconds, as a video element reads them in the file. */
  readonly told: number;
  /** Of its last picture. */
  readonly seconds: number;
  readonly sound: boolean;
}

export async function filmed(film: Blob): Promise<Filmed> {
  const video = document.createElement('video');
  video.src = URL.createObjectURL(film);
  await new Promise((resolve, reject) => {
    video.addEventListener('loadedmetadata', resolve);
    video.addEventListener('error', () => reject(new Error(video.error?.message)));
  });
  const input = new Input({ source: new BlobSource(film), formats: ALL_FORMATS });
  const sound = (await input.getPrimaryAudioTrack()) !== null;
  const seconds = await input.computeDuration();
  URL.revokeObjectURL(video.src);
  return { told: video.duration, seconds, sound };
}
