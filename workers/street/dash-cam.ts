import { PerspectiveCamera, type Vector3 } from 'three';
import type { StreetPlan } from './plan.ts';
import { Random } from './random.ts';
import type { Route } from './route.ts';
import { laneCentre } from './traffic.ts';

/** The camera behind the windscreen: how it is mounted differs by seed, and the road shakes it a little. */
export class DashCam {
  /** Stays at the origin; the street is moved instead, so that coordinates stay small on an endless drive. */
  readonly camera: PerspectiveCamera;
  x = 0;
  y = 0;
  z = 0;
  readonly #route: Route;
  readonly #offset: number;
  readonly #height: number;
  readonly #pitch: number;
  readonly #yaw: number;
  readonly #roll: number;
  readonly #shake: number;

  constructor(plan: StreetPlan, route: Route, aspect: number) {
    const random = new Random(plan.seed, 0xca3e);
    const across = random.range(52, 78) * (Math.PI / 180);
    this.camera = new PerspectiveCamera(
      (2 * Math.atan(Math.tan(across / 2) / aspect) * 180) / Math.PI,
      aspect,
      0.25,
      900,
    );
    this.camera.rotation.order = 'YXZ';
    this.#route = route;
    this.#offset = plan.side * laneCentre(plan) + random.range(-0.3, 0.3);
    this.#height = random.chance(0.15) ? random.range(1.8, 2.4) : random.range(1.2, 1.6);
    this.#pitch = random.range(-0.075, 0.05);
    this.#yaw = random.range(-0.06, 0.06);
    this.#roll = random.range(-0.012, 0.012);
    this.#shake = random.range(0.2, 1);
  }

  /** Goes to a time in seconds at `here` metres along the road. */
  at(seconds: number, here: number): void {
    const route = this.#route;
    const heading = route.heading(here);
    const sway = 0.08 * Math.sin(here / 23);
    const u = this.#offset + sway;
    this.x = route.x(here) + u * Math.cos(heading);
    this.y = route.y(here) + this.#height + this.#shake * 0.012 * Math.sin(seconds * 9.1);
    this.z = -here + u * Math.sin(heading);
    this.camera.rotation.set(
      0.7 * route.grade(here) +
        this.#pitch +
        this.#shake * (0.0025 * Math.sin(seconds * 7.3) + 0.004 * Math.sin(seconds * 2.1)),
      -(heading + this.#yaw + 0.02 * Math.sin(seconds / 3.7)),
      this.#roll + this.#shake * 0.002 * Math.sin(seconds * 5.7),
    );
    this.camera.updateMatrixWorld();
  }

  /** What the sky's shader needs to know of the view. */
  rays({ right, up, ahead }: { right: Vector3; up: Vector3; ahead: Vector3 }): void {
    const { camera } = this;
    camera.matrixWorld.extractBasis(right, up, ahead);
    const tall = Math.tan((camera.fov * Math.PI) / 360);
    right.multiplyScalar(tall * camera.aspect);
    up.multiplyScalar(tall);
    ahead.negate();
  }
}
