import { memoryPlan, type MemoryPlan } from '../core/tuning/memory.ts';

/** Gigabytes that a machine is taken to have where it does not say: iPhones, and Firefox's phones, then everybody else's. */
const PHONE = 3;
const COMPUTER = 8;

/** What this machine has room for. Chromium tells its memory, and to secure pages only. */
export function roomHere(): MemoryPlan {
  const { deviceMemory }: Navigator & { readonly deviceMemory?: number } = navigator;
  const touched = matchMedia('(hover: none) and (pointer: coarse)').matches;
  return memoryPlan(deviceMemory ?? (touched ? PHONE : COMPUTER));
}
