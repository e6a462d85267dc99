// A walk through everything there is to fill in, as a person goes: by links and buttons, never by loading the page again.

import { ASSESSMENT, backToCase, navigation, startCase } from './steps.mjs'

/** Every control that takes words, dates and numbers among them. */
export const TEXT_CONTROLS = 'input:not([type=radio], [type=checkbox], [type=file], [type=button], [type=submit]), textarea, [contenteditable]'

/** Starts a case and looks at every section of every form that a case can have, with every first answer chosen. */
export async function walk(page, open, look) {
  await startCase(page, open)
  await look('a new case')
  const main = page.getByRole('main')
  await main.getByRole('link', { name: ASSESSMENT, exact: true }).waitFor()
  const names = await main.locator('a[href*="/start/"]').allTextContents()
  const forms = names.map((name) => name.trim())
  for (const form of forms) {
    await main.getByRole('link', { name: form, exact: true }).click()
    await page.getByRole('button', { name: 'Save and continue' }).waitFor()
    const sections = navigation(page).getByRole('link')
    const nSections = await sections.count()
    for (let at = 0; at < Math.max(nSections, 1); at += 1) {
      if (nSections > 0) {
        await sections.nth(at).click()
        await sections.nth(at).and(page.locator('[aria-current]')).waitFor()
      }
      await chooseFirst(page)
      await look(`${form}, section ${at + 1}`)
    }
    await backToCase(page)
  }
  return forms.length
}

/** Chooses the first answer of every question, so that whatever it asks for is asked. */
async function chooseFirst(page) {
  for (let round = 0; round < 2; round += 1) {
    await page.evaluate(() => {
      const seen = new Set()
      for (const radio of document.querySelectorAll('main input[type=radio]')) {
        if (!seen.has(radio.name) && !document.querySelector(`input[name="${radio.name}"]:checked`)) radio.click()
        seen.add(radio.name)
      }
    })
    await page.waitForTimeout(50)
  }
}
