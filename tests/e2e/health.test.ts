import { expect, it } from 'vitest';
import { recover } from '../soak/in-page.ts';
import { labelled, openApp } from './app.ts';
import { violations } from './axe.ts';

it('the health page tells of a kiosk in another tab what went wrong with it, and that it is back', async () => {
  const { page, context } = await openApp({ query: 'kiosk&faults&model=tiny&source=camera', camera: 'person' });
  await labelled(page, 35);
  const strangers: string[] = [];
  const complaints: string[] = [];
  const health = await context.newPage();
  const { origin } = new URL(page.url());
  health.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) strangers.push(request.url());
  });
  health.on('pageerror', (error) => complaints.push(error.message));
  health.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  await page.bringToFront();
  expect(await page.evaluate(recover, { kinds: ['worker-crash'], apart: 0 })).toBeLessThan(30_000);
  await health.goto(new URL('health.html', page.url()).href);
  await health.getByText(/^Heard of /).waitFor();
  const table = health.getByRole('table', { name: 'Events of the unattended screen, newest first' });
  await table
    .getByText(/^Labelled frames flow after /)
    .first()
    .waitFor();
  await table
    .getByText(/^The worker stopped/)
    .first()
    .waitFor();
  const faults = health.getByRole('table', { name: 'What went wrong' });
  expect(await faults.getByRole('row', { name: /^The worker stopped/ }).textContent()).toMatch(/\d+ ms|\d s/);
  expect(await health.getByRole('heading', { name: /^Labels were seen for / }).count()).toBe(1);
  await page.bringToFront();
  await page.keyboard.press('Control+Alt+k');
  await page.getByRole('link', { name: 'Health' }).click();
  const back = page.getByRole('link', { name: 'Back to the kiosk' });
  expect(await back.getAttribute('href')).toBe('./?kiosk&faults&model=tiny&source=camera');
  await page.getByText(/^Heard of /).waitFor();
  expect(await violations(health)).toEqual([]);
  expect(strangers).toEqual([]);
  expect(complaints).toEqual([]);
});
