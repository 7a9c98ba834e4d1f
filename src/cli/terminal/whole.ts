import { InvalidArgumentError } from 'commander';

/** A number that is counted with, as an option has it. */
export function whole(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}
