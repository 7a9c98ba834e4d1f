/** A call of this page with itself. */
export interface Call {
  /** As it arrives at the other side. */
  readonly far: MediaStreamTrack;
  close(): void;
}

export async function calledThrough(track: MediaStreamTrack): Promise<Call> {
  const [near, other] = [new RTCPeerConnection(), new RTCPeerConnection()];
  near.addEventListener('icecandidate', ({ candidate }) => void other.addIceCandidate(candidate ?? undefined));
  other.addEventListener('icecandidate', ({ candidate }) => void near.addIceCandidate(candidate ?? undefined));
  const far = new Promise<MediaStreamTrack>((resolve) =>
    other.addEventListener('track', (event) => resolve(event.track)),
  );
  near.addTrack(track, new MediaStream([track]));
  await near.setLocalDescription();
  await other.setRemoteDescription(near.localDescription!);
  await other.setLocalDescription();
  await near.setRemoteDescription(other.localDescription!);
  return {
    far: await far,
    close() {
      near.close();
      other.close();
    },
  };
}
