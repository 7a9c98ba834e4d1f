/** Functions that run in the page: each is sent there as text, so it may use nothing but its argument and the page. */

interface Rate {
  readonly width: number;
  readonly height: number;
  /** Frames a second. */
  readonly rate: number;
}

export interface Called {
  readonly model: string;
  /** Frames a second that were labelled and drawn. */
  readonly near: number;
  /** Milliseconds of a frame, p50. */
  readonly total: number;
  readonly sent: Rate & { readonly codec: string };
  readonly far: Rate;
  /** Seconds until the far side shows the smaller picture; below 0: never. */
  readonly resized: number;
  /** Seconds until the processed track ends with the camera's; below 0: never. */
  readonly ended: number;
}

/** A call of this page with itself, for so many seconds after it has come about. */
export async function call({ library, seconds }: { library: string; seconds: number }): Promise<Called> {
  const { processTrack } = (await import(library)) as typeof import('../../src/perpixel.ts');
  const wish = { width: 1280, height: 720, frameRate: 30 };
  const camera = (await navigator.mediaDevices.getUserMedia({ video: wish })).getVideoTracks()[0]!;
  const processed = await processTrack(camera, { overlay: 'blur', backend: 'wasm' });
  const [near, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.addEventListener('icecandidate', ({ candidate }) => void other.addIceCandidate(candidate ?? undefined));
  other.addEventListener('icecandidate', ({ candidate }) => void near.addIceCandidate(candidate ?? undefined));
  const video = Object.assign(document.createElement('video'), { muted: true });
  other.addEventListener('track', ({ track }) => (video.srcObject = new MediaStream([track])));
  const sender = near.addTrack(processed.track, new MediaStream([processed.track]));
  const parameters = sender.getParameters();
  // a call at its best: as many bits as a picture of that size takes
  for (const each of parameters.encodings) each.maxBitrate = 4e6;
  await near.setLocalDescription();
  await other.setRemoteDescription(near.localDescription!);
  await other.setLocalDescription();
  await near.setRemoteDescription(other.localDescription!);
  await sender.setParameters({ ...sender.getParameters(), encodings: parameters.encodings }).catch(() => undefined);
  document.body.append(video);
  await video.play();
  const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async (done: () => boolean, limit: number): Promise<number> => {
    const began = performance.now();
    while (!done()) {
      if (performance.now() - began > limit) return -1;
      await pause(10);
    }
    return (performance.now() - began) / 1000;
  };
  await until(() => video.videoWidth > 0, 20_000);
  // the estimate of the bandwidth climbs from a small one
  await pause(8000);
  let shown = 0;
  const count = (): void => {
    shown += 1;
    video.requestVideoFrameCallback(count);
  };
  video.requestVideoFrameCallback(count);
  type Outbound = RTCOutboundRtpStreamStats & { codecId?: string };
  const outbound = async (): Promise<{ own: Outbound; codec: string }> => {
    const reports = await sender.getStats();
    const own = [...reports.values()].find(({ type }) => type === 'outbound-rtp') as Outbound;
    const codec = own.codecId ? (reports.get(own.codecId) as { mimeType: string }).mimeType : '';
    return { own, codec: codec.replace('video/', '') };
  };
  const before = { frames: processed.stats().frames, sent: (await outbound()).own.framesSent ?? 0, shown };
  const began = performance.now();
  await pause(seconds * 1000);
  const took = (performance.now() - began) / 1000;
  const report = processed.stats();
  const { own, codec } = await outbound();
  const far = { rate: (shown - before.shown) / took, width: video.videoWidth, height: video.videoHeight };
  await camera.applyConstraints({ width: 640, height: 360 });
  const resized = await until(() => video.videoWidth === 640, 20_000);
  let told = false;
  processed.track.addEventListener('ended', () => (told = true));
  camera.stop();
  const ended = await until(() => told && processed.track.readyState === 'ended', 10_000);
  near.close();
  other.close();
  return {
    model: report.model,
    near: (report.frames - before.frames) / took,
    total: report.total.p50,
    sent: {
      codec,
      rate: ((own.framesSent ?? 0) - before.sent) / took,
      width: own.frameWidth ?? 0,
      height: own.frameHeight ?? 0,
    },
    far,
    resized,
    ended,
  };
}

export interface Played {
  /** Seconds, as the browser tells them. */
  readonly length: number;
  /** Frames that were shown in so many seconds. */
  readonly shown: number;
  readonly watched: number;
  /** It shows a picture at its middle and at its end. */
  readonly seeks: boolean;
}

/** The first seconds of a film, then its middle and its end. */
export async function played(film: string): Promise<Played> {
  const video = Object.assign(document.createElement('video'), { muted: true });
  // as a file of the visitor's: a server of ours gives no ranges
  video.src = URL.createObjectURL(await (await fetch(film)).blob());
  document.body.append(video);
  await new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve, { once: true });
    video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
  });
  let shown = 0;
  const count = (): void => {
    shown += 1;
    video.requestVideoFrameCallback(count);
  };
  video.requestVideoFrameCallback(count);
  await video.play();
  await new Promise((resolve) => setTimeout(resolve, 5000));
  video.pause();
  const { currentTime: watched, duration: length } = video;
  const at = (seconds: number): Promise<boolean> =>
    new Promise((resolve) => {
      video.addEventListener('seeked', () => resolve(video.readyState >= 2), { once: true });
      video.currentTime = seconds;
      setTimeout(() => resolve(false), 10_000);
    });
  const counted = shown;
  const seeks = (await at(length / 2)) && (await at(length - 0.2));
  video.remove();
  return { length, shown: counted, watched, seeks };
}
