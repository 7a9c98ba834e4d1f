interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a bubble goes so that it stays inside the stage and off the point: to the lower right, turned over at an edge.
 * All in pixels. @returns the bubble's upper left corner
 */
export function place(point: Point, bubble: Size, stage: Size, gap: number): Point {
  return {
    x: along(point.x, bubble.width, stage.width, gap),
    y: along(point.y, bubble.height, stage.height, gap),
  };
}

function along(at: number, length: number, room: number, gap: number): number {
  const after = at + gap;
  const before = at - gap - length;
  const wanted = after + length <= room || before < 0 ? after : before;
  return Math.max(0, Math.min(wanted, room - length));
}
