// Every page in every state: axe, a window 320 wide, the heading that takes the keyboard, and what is printed.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT, BY_THE_PERSON, CONSENT, DAYS, REPORT, aboutThePerson, answerItems, arriveAt, backToCase, choose,
  errorsOf, navigation, openForm, saveAndContinue, startCase, waitUntilKept,
} from './steps.mjs'

const TIMEOUT = 400_000
// High enough for all sections: what is scrolled away within a box of its own, axe cannot decide.
const HIGH = { width: 1280, height: 1400 }
const LOOKS = [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
]

/** Nothing is wider than the window at 320 pixels, except within what scrolls by itself. */
async function expectNarrow(page, where) {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 800 })
  const wide = await page.evaluate(() => {
    const tooWide = document.scrollingElement.scrollWidth - innerWidth
    if (tooWide <= 0) return []
    const beyond = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    return [`${tooWide} pixels too wide`, ...beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 160))]
  })
  await page.setViewportSize(before)
  assert.deepEqual(wide, [], `${where} at 320 pixels`)
}

/** Goes to a place within the app, as a link does, and expects its heading to take the keyboard. */
async function go(page, hash) {
  if (new URL(page.url()).hash === hash) return
  await page.evaluate((hash) => { document.activeElement?.blur(); location.hash = hash }, hash)
  await page.waitForFunction((hash) => location.hash === hash && document.activeElement?.tagName === 'H1', hash)
}

function hrefs(page) {
  return navigation(page).getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
}

/** Fills in whatever is on the page with something harmless. */
async function fillIn(page) {
  await page.evaluate(() => {
    const main = document.querySelector('main')
    const seen = new Set()
    // Radios first: choosing may ask for more.
    for (const radio of main.querySelectorAll('input[type=radio]')) {
      if (seen.has(radio.name)) continue
      seen.add(radio.name)
      radio.click()
    }
  })
  await page.evaluate(() => {
    const main = document.querySelector('main')
    for (const box of [...main.querySelectorAll('input[type=checkbox]')].slice(0, 1)) if (!box.checked) box.click()
    const set = (field, words) => {
      field.value = words
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    }
    for (const field of main.querySelectorAll('textarea, input[type=text]')) {
      const part = field.labels[0]?.innerText.trim()
      set(field, { Day: '2', Month: '1', Year: '1990' }[part] ?? 'Some words that a person may well write here, and some more.')
    }
  })
}

for (const [look, options] of LOOKS) {
  for (const form of [ASSESSMENT, CONSENT, REPORT]) {
    test(`${form}: every section empty, with errors and filled in, in ${look}`, { ...options, viewport: HIGH, timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
      await startCase(page, open)
      await openForm(page, form)
      const places = await hrefs(page)
      for (const state of ['empty', 'filled in']) {
        for (const hash of places) {
          await go(page, hash)
          if (state === 'filled in') await fillIn(page)
          // What an empty page has, a page with errors has too: in the dark it is looked at once.
          const isOnlyDark = look === 'dark' && state === 'empty'
          if (!isOnlyDark) {
            await expectNoAxe()
            await expectNarrow(page, `${hash} ${state}`)
          }
          if (state === 'empty') {
            await saveAndContinue(page)
            const isWrong = await page.waitForFunction((hash) => {
              if (location.hash !== hash) return 'moved on'
              return document.querySelector('.govuk-error-summary') ? 'wrong' : false
            }, hash)
            if ((await isWrong.jsonValue()) === 'wrong') {
              assert.ok((await errorsOf(page)).length > 0)
              await expectNoAxe()
              await expectNarrow(page, `${hash} with errors`)
            }
          }
        }
      }
      const check = places[0].replace(/\d+$/, 'check')
      await go(page, check)
      await expectNoAxe()
      await expectNarrow(page, 'check')
      await page.getByRole('button', { name: 'Finish this form' }).click()
      await page.waitForFunction((check) => location.hash !== check || document.querySelector('.govuk-error-summary'), check)
      await expectNoAxe()
      await go(page, check.replace('check', 'read'))
      await expectNoAxe()
      await expectNarrow(page, 'read')
    })
  }

  test(`home, a case, the preview and nothing at all, in ${look}`, { ...options, timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
    await open()
    const looked = async (where) => {
      await expectNoAxe()
      await expectNarrow(page, where)
    }
    await looked('home without cases')
    await page.getByRole('button', { name: 'Start a new case' }).click()
    await arriveAt(page, 'New case')
    await page.waitForFunction(() => document.activeElement.tagName === 'H1')
    const hash = new URL(page.url()).hash
    await looked('a new case')
    await openForm(page, ASSESSMENT)
    await aboutThePerson(page)
    await waitUntilKept(page)
    await backToCase(page)
    await page.waitForFunction(() => document.activeElement.tagName === 'H1')
    await looked('a case with a form')
    await page.getByRole('button', { name: 'Remove this case from this computer' }).click()
    await page.getByRole('button', { name: 'Keep the case' }).waitFor()
    await looked('a case about to be removed')
    await go(page, '#/')
    await looked('home with a case')
    // From the app it begins anew.
    await open('#/preview?questionnaire=forms/gad-7/questionnaire.json')
    await arriveAt(page, 'GAD-7')
    await looked('the preview')
    await open('#/nowhere')
    await arriveAt(page, 'There is nothing here')
    await looked('nothing')
    await go(page, hash)
    await page.getByRole('button', { name: 'Remove this case from this computer' }).click()
    await page.getByRole('button', { name: 'Remove the case' }).click()
    await arriveAt(page, 'Cases on this computer')
    await page.getByText('There are no cases on this computer yet.').waitFor()
  })
}

/** An assessment with scores and an alert, at its outcomes. */
async function withAlert(page, open) {
  await startCase(page, open)
  await openForm(page, ASSESSMENT)
  const [, , , phq9, , outcomes] = await hrefs(page)
  await go(page, phq9)
  await choose(page, 'How is PHQ-9 being completed?', BY_THE_PERSON)
  await answerItems(page, { of: 9, answer: () => DAYS[2] })
  await go(page, outcomes)
  return { phq9, outcomes }
}

for (const [look, options] of LOOKS) {
  test(`scores and an alert, in ${look}`, { ...options, viewport: HIGH, timeout: TIMEOUT }, async ({ page, open, expectNoAxe }) => {
    await withAlert(page, open)
    await expectNoAxe()
    await expectNarrow(page, 'the outcomes with an alert')
    // On a small window the alert takes at most a third of the height.
    await page.setViewportSize({ width: 320, height: 480 })
    const { height } = await page.getByRole('region', { name: /^Risk: / }).boundingBox()
    assert.ok(height <= 160 + 1, `the alert is ${height} high`)
  })
}

test('in forced colours every state has more than colour', { forcedColors: 'active', timeout: TIMEOUT }, async ({ page, open }) => {
  await startCase(page, open)
  await openForm(page, ASSESSMENT)
  await saveAndContinue(page)
  await errorsOf(page)
  const name = page.getByRole('textbox', { name: 'What is the person’s full name?' })
  await name.focus()
  const outline = await name.evaluate((field) => getComputedStyle(field).outlineStyle)
  assert.notEqual(outline, 'none', 'the keyboard is seen by an outline, since shadows are not drawn')
  assert.equal(await page.getByText('Error: Enter the person’s name').count(), 1)
  await choose(page, 'What is the assessor’s role? (optional)', 'Assistant Psychologist')
  const radio = page.getByRole('radio', { name: 'Assistant Psychologist' })
  const [on, off] = await Promise.all([radio, page.getByRole('radio', { name: 'Other trained professional' })].map((of) => of.evaluate((input) => {
    const label = input.nextElementSibling
    return ['::before', '::after'].map((part) => { const style = getComputedStyle(label, part); return [style.opacity, style.borderTopWidth, style.content].join() }).join('|')
  })))
  assert.notEqual(on, off, 'a chosen answer looks otherwise than one not chosen')
})

test('the keyboard is never lost under the alert', { timeout: TIMEOUT }, async ({ page, open }) => {
  const { phq9 } = await withAlert(page, open)
  await page.setViewportSize({ width: 320, height: 480 })
  await go(page, phq9)
  const bar = page.getByRole('region', { name: /^Risk: / })
  for (let n = 0; n < 30; n += 1) {
    await page.keyboard.press('Tab')
    const under = await bar.evaluate((bar) => {
      const at = document.activeElement
      if (bar.contains(at) || at === document.body) return false
      const whole = at.getBoundingClientRect()
      const over = bar.getBoundingClientRect()
      const isUnder = whole.top >= over.top && whole.bottom <= over.bottom
      const isAway = whole.bottom <= 0 || whole.top >= innerHeight
      return (isUnder || isAway) && at.outerHTML.slice(0, 200)
    })
    assert.equal(under, false, `press ${n + 1} of Tab`)
  }
})

test('on paper there are no buttons and no sections', { timeout: TIMEOUT }, async ({ page, open }) => {
  await withAlert(page, open)
  await page.emulateMedia({ media: 'print' })
  const visible = () => page.evaluate(() => {
    const isShown = (element) => element.checkVisibility() && element.getBoundingClientRect().height > 0
    return [...document.querySelectorAll('nav, button, footer a')].filter(isShown).map((element) => element.outerHTML.slice(0, 100))
  })
  assert.deepEqual(await visible(), [])
  assert.ok(await page.getByRole('table', { name: 'Scores' }).isVisible(), 'the scores are')
  await page.emulateMedia({ media: 'screen' })
  const hash = new URL(page.url()).hash.replace(/\d+$/, 'read')
  await go(page, hash)
  await page.getByRole('button', { name: 'Print' }).waitFor()
  await page.emulateMedia({ media: 'print' })
  assert.deepEqual(await visible(), [])
  assert.ok(await page.getByText('Thoughts that you would be better off dead').first().isVisible())
})
