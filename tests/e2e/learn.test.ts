import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { STEP_IDS } from '../../src/apps/learn/steps/step-ids.ts';
import { TEXTS } from '../../src/apps/learn/texts/texts.ts';
import { openApp } from './app.ts';
import { violations } from './axe.ts';

/** What stands beside a labelled picture in each step. */
const BESIDE = ['pp-learn-lens', '.answer', '.pair', '.counts', '.maps input', 'pp-learn-lens'];

const press = (page: Page, button: number): Promise<void> => page.locator('pp-learn .five button').nth(button).click();

describe('the lesson', () => {
  it('is walked with five buttons, step by step, with the network at work and nothing for axe to find', async () => {
    const { page, complaints, strangers } = await openApp({ path: 'learn.html', query: 'lang=de' });
    for (const [at, id] of STEP_IDS.entries()) {
      if (at > 0) await press(page, 4);
      await page.getByRole('heading', { name: TEXTS.de.steps[id].title }).waitFor();
      await page.locator(`pp-learn .aside ${BESIDE[at]}`).first().waitFor({ timeout: 60_000 });
      expect(await violations(page), id).toEqual([]);
      // what nobody changed stays unsaid
      const said = at > 0 ? id : null;
      await expect.poll(() => new URL(page.url()).searchParams.get('step')).toBe(said);
    }
    // whoever goes back in the browser is at the step before, and not gone
    await page.goBack();
    await page.getByRole('heading', { name: TEXTS.de.steps.depths.title }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: TEXTS.de.steps.doubt.title }).waitFor();
    // the last value of its control: the visitor's own turn
    for (let notch = 0; notch < 3; notch += 1) await press(page, 3);
    await page.getByRole('button', { name: TEXTS.de.startUntimed }).click();
    await page.getByRole('application').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: TEXTS.de.done }).click();
    await page.getByText(new RegExp(`^${TEXTS.de.network}: \\d`)).waitFor();
    expect(await page.locator('pp-learn .score').allTextContents()).toEqual([
      expect.stringMatching(/^Sie: \d/),
      expect.stringMatching(/^Netz: \d/),
    ]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it('opens over a kiosk’s picture where its file says so, and gives the picture back', async () => {
    const { page, complaints } = await openApp({
      query: 'kiosk&source=street&model=tiny',
      prepare: (context) =>
        context.route('**/kiosk.json', (route) => route.fulfill({ json: { learn: {}, language: 'fr' } })),
    });
    await page.getByRole('button', { name: 'Voir comment ça marche' }).click();
    await page.getByRole('heading', { name: TEXTS.fr.steps.pixels.title }).waitFor();
    await press(page, 0);
    await page.locator('pp-learn').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
