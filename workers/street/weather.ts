import { Vector3 } from 'three';
import { Random } from './random.ts';

/** Degrees of sun above the horizon below which lamps are lit, and by which it rises and sinks in a drive. */
const DUSK = 8,
  DRIFT = 3;

type Triple = readonly [number, number, number];

/** Light, air and camera response at one moment; colours are linear RGB. */
export interface Weather {
  readonly sun: Vector3;
  readonly sunColour: Vector3;
  readonly ambientSky: Vector3;
  readonly ambientGround: Vector3;
  readonly horizon: Vector3;
  readonly zenith: Vector3;
  /** Cloud cover, 0 to 1. */
  cloud: number;
  /** Share of light lost to the air in a metre. */
  haze: number;
  /** 0 dry to 1 soaked. */
  wet: number;
  /** How far street lamps and windows are lit, 0 to 1. */
  night: number;
  /** Darkness of cast shadows, 0 to 1. */
  shadow: number;
  /** 1 is neutral. */
  saturation: number;
  /** Darkening towards the corners: times the square of the distance from the middle, in picture widths and heights. */
  vignette: number;
  /** Sensor noise, parts of full scale. */
  noise: number;
  /** White balance times exposure. */
  readonly gain: Vector3;
}

/** The sky of one drive: drawn by lot once, then drifting slowly with time. */
export class Sky {
  readonly now: Weather = {
    sun: new Vector3(),
    sunColour: new Vector3(),
    ambientSky: new Vector3(),
    ambientGround: new Vector3(),
    horizon: new Vector3(),
    zenith: new Vector3(),
    cloud: 0,
    haze: 0,
    wet: 0,
    night: 0,
    shadow: 0,
    saturation: 1,
    vignette: 0,
    noise: 0,
    gain: new Vector3(1, 1, 1),
  };
  readonly #azimuth: number;
  readonly #elevation: number;
  readonly #cloud: number;
  readonly #haze: number;
  readonly #sensitivity: number;
  readonly #balance = new Vector3();
  readonly #phase: number;

  constructor(seed: number) {
    const random = new Random(seed, 0x5c7);
    this.#azimuth = random.range(0, Math.PI * 2);
    const [lowest, highest] = random.pick([
      [28, 60],
      [28, 60],
      [28, 60],
      [12, 28],
      [12, 28],
      [4, 12],
      [-5, 4],
    ]);
    this.#elevation = random.range(lowest, highest);
    this.#cloud = random.pick([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 0.95]);
    const wet = this.#cloud > 0.7 ? random.chance(0.6) : random.chance(0.12);
    this.now.wet = wet ? random.range(0.4, 1) : 0;
    this.#haze = random.chance(0.12) ? random.range(0.009, 0.02) : random.range(0.0008, 0.0045);
    this.#sensitivity = random.range(0.8, 1.25);
    this.#phase = random.range(0, 6.28);
    this.now.saturation = random.range(0.68, 1.05);
    this.now.vignette = 2.4 * random.range(0, 0.32);
    this.now.noise = random.chance(0.5) ? 0 : random.range(0.005, 0.03);
    this.#balance.set(random.range(0.94, 1.06), 1, random.range(0.92, 1.08));
  }

  /** Whether lamps and windows are lit at any time of this drive. */
  get lamplit(): boolean {
    return this.#elevation - DRIFT < DUSK;
  }

  /** Brings `now` to a time in seconds. */
  at(seconds: number): Weather {
    const { now } = this;
    const drift = Math.sin(seconds / 61 + this.#phase);
    const elevation = this.#elevation + DRIFT * Math.sin(seconds / 97 + this.#phase);
    const azimuth = this.#azimuth + 0.25 * Math.sin(seconds / 131);
    const cloud = clamp(this.#cloud + 0.12 * drift);
    const day = ramp(-6, 22, elevation);
    const warm = 1 - ramp(3, 24, elevation);
    const grey = cloud * cloud;
    now.cloud = cloud;
    now.haze = this.#haze * (1 + 0.35 * Math.sin(seconds / 43 + this.#phase));
    now.night = 1 - ramp(-3, DUSK, elevation);
    const height = Math.max(elevation, 7) * (Math.PI / 180);
    now.sun.set(Math.sin(azimuth) * Math.cos(height), Math.sin(height), Math.cos(azimuth) * Math.cos(height));
    const sun = ramp(-1, 16, elevation) * (1 - 0.96 * ramp(0.5, 0.95, cloud));
    blend(now.sunColour, [2.5, 2.3, 2.05], [2.3, 1.15, 0.5], warm).multiplyScalar(sun);
    blend(now.zenith, [0.13, 0.3, 0.68], [0.12, 0.17, 0.34], warm);
    blend(now.horizon, [0.62, 0.76, 0.92], [0.98, 0.62, 0.4], warm);
    towards(now.zenith, [0.5, 0.54, 0.6], grey * 0.85).multiplyScalar(0.06 + 0.94 * day);
    towards(now.horizon, [0.72, 0.75, 0.8], grey * 0.9).multiplyScalar(0.1 + 0.9 * day);
    now.ambientSky
      .copy(now.zenith)
      .multiplyScalar(0.6)
      .addScaledVector(now.horizon, 0.32 + 0.4 * grey);
    now.ambientGround.copy(now.horizon).multiplyScalar(0.3).addScaledVector(now.sunColour, 0.13);
    now.shadow = 0.62 * Math.min(1, sun * 1.2);
    const brightness = now.sunColour.y * 0.35 + now.ambientSky.y * 0.8 + 0.03;
    now.gain.copy(this.#balance).multiplyScalar((this.#sensitivity * 0.7) / Math.pow(brightness, 0.78));
    return now;
  }
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value));
}

function ramp(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

function blend(into: Vector3, a: Triple, b: Triple, t: number): Vector3 {
  return into.set(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t);
}

function towards(vector: Vector3, [x, y, z]: Triple, t: number): Vector3 {
  return vector.set(vector.x + (x - vector.x) * t, vector.y + (y - vector.y) * t, vector.z + (z - vector.z) * t);
}
