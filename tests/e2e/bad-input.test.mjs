// Hostile words, in every field that takes words: shown literally wherever they are shown.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, CONSENT, REPORT, backToCase, goToCheck, navigation, openForm,
  saveAndContinue, startForm, waitUntilKept,
} from './steps.mjs'

const HOSTILE = [
  '<img src=x onerror="document.title=1">',
  '<script>document.title=2</script></textarea>',
  '{{x}} ${7*7} <%= 7 %>',
  '\u202Egpj.exe',
  '&lt;b&gt; &amp; \\u0041',
  '👩🏽‍⚕️ 𝕏 Ω̈ 한글',
  '\'; DROP TABLE cases; --',
]
const LINE = HOSTILE.join(' ')
const LONG = 'x'.repeat(10_000)
const LINES = `${HOSTILE.join('\n')}\n${LONG}`

/** Fills every field for words on the page; how many there were. */
async function fillAll(page) {
  // Of a date the fields are no fields for words.
  const fields = page.getByRole('main').getByRole('textbox').and(page.locator(':not([inputmode=numeric])'))
  const n = await fields.count()
  for (let at = 0; at < n; at += 1) {
    const field = fields.nth(at)
    const isOneLine = await field.evaluate((field) => field.tagName === 'INPUT')
    await field.fill(isOneLine ? LINE : LINES)
  }
  return n
}

/** Nothing that was typed has become anything but words. */
async function expectLiteral(page, { most = 12 } = {}) {
  assert.equal(await page.locator('img, script:not([src]), iframe, object').count(), 0, 'no element was made of words')
  assert.equal(await page.title(), 'MHTR forms')
  const { text, width } = await page.evaluate(() => ({
    text: document.body.innerText,
    width: document.scrollingElement.scrollWidth - innerWidth,
  }))
  assert.ok(width <= 0, `nothing is wider than the window: ${width}`)
  if (most > 0) for (const words of HOSTILE) assert.ok(text.includes(words), `${words} is shown as it is`)
}

async function sections(page) {
  return navigation(page).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
}

test('hostile words in every field are words on every page', { timeout: 240_000 }, async ({ page, open }) => {
  await startForm(page, open, ASSESSMENT)
  const forms = [ASSESSMENT, CONSENT, REPORT]
  let n = 0
  for (const form of forms) {
    if (form !== ASSESSMENT) await openForm(page, form)
    for (const href of await sections(page)) {
      await open(href)
      await page.getByRole('button', { name: 'Save and continue' }).waitFor()
      const nHere = await fillAll(page)
      n += nHere
      const values = await page.getByRole('main').getByRole('textbox').evaluateAll((fields) => fields.map((field) => field.value).filter(Boolean))
      for (const value of values) assert.ok([LINE, LINES].includes(value) || /^\d/.test(value), `${value.slice(0, 80)} is as it was typed`)
      if (nHere > 0) await waitUntilKept(page)
      await expectLiteral(page, { most: 0 })
    }
    if (form === ASSESSMENT) {
      // The errors of a section repeat what they are about.
      await saveAndContinue(page)
      await expectLiteral(page, { most: 0 })
    }
    await goToCheck(page)
    await expectLiteral(page)
    await open(page.url().replace(/check$/, 'read'))
    await page.getByRole('button', { name: 'Print' }).waitFor()
    await expectLiteral(page)
    await backToCase(page)
    await expectLiteral(page)
  }
  assert.ok(n > 40, `${n} fields for words`)
  await open('#/')
  await page.getByRole('link', { name: '<img src=x' }).waitFor()
  await expectLiteral(page)
  await page.getByRole('link', { name: '<img src=x' }).click()
  await openForm(page, REPORT)
  await expectLiteral(page, { most: 0 })
})
