// What an agency sets in its own folder is what people see; what is wrong with it is told to those who work here alone.

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { test } from './harness.mjs'
import { CONSENT, answerBeside, choose, group, openForm, saveAndContinue, startCase, waitUntilKept } from './steps.mjs'
import { makeVault, unlock } from './vault-steps.mjs'

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" rx="6" fill="#5b2167"/></svg>`

const GOOD = {
  name: 'Anytown MHTR service',
  logo: { file: 'logo.svg', alt: 'Anytown Health' },
  theme: { light: { brand: '#5b2167', brandStrong: '#3f1548', link: '#5b2167' }, dark: { brand: '#d9b3e6', brandStrong: '#eed9f5', link: '#d9b3e6' } },
}

/** A folder of these files, by their paths in it, in place of the one that is served. */
export const folder = (files) => async ({ page, context }) => {
  const types = { json: 'application/json', svg: 'image/svg+xml', toml: 'text/plain' }
  await (context ?? page).route('**/agency/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/agency/')[1]
    const text = files[path]
    if (text === undefined) return route.fulfill({ status: 404, body: 'no' })
    const body = typeof text === 'string' ? text : JSON.stringify(text, null, 2)
    return route.fulfill({ contentType: types[path.split('.').pop()], body })
  })
}

const set = (settings, files = {}) => ({ before: folder({ 'settings.json': settings, 'logo.svg': LOGO, ...files }) })

const PROBLEMS = 'Some settings of your organisation could not be used'
const colour = (page, of) => page.evaluate((of) => getComputedStyle(document.documentElement).getPropertyValue(of).trim(), of)

for (const [colorScheme, brand] of [['light', '#5b2167'], ['dark', '#d9b3e6']]) {
  test(`the name, the logo and the colours of an agency are on the page, in ${colorScheme}`, { ...set(GOOD), colorScheme }, async ({ page, open, expectNoAxe }) => {
    const asked = []
    page.on('request', (request) => asked.push(request.url()))
    await open()
    const home = page.getByRole('banner').getByRole('link', { name: 'Anytown Health Anytown MHTR service' })
    await home.waitFor()
    const logo = page.getByRole('img', { name: 'Anytown Health' })
    assert.ok(await logo.evaluate((logo) => logo.complete && logo.naturalWidth > 0), 'the logo is drawn')
    assert.equal(await page.title(), 'Anytown MHTR service')
    assert.equal(await colour(page, '--f-brand'), brand)
    const button = page.getByRole('button', { name: 'Start a new case' })
    const [r, g, b] = brand.match(/\w\w/g).map((part) => parseInt(part, 16))
    assert.equal(await button.evaluate((button) => getComputedStyle(button).backgroundColor), `rgb(${r}, ${g}, ${b})`)
    assert.equal(await page.getByText(PROBLEMS).count(), 0)
    await expectNoAxe()
    // From page to page the logo is the one that has arrived.
    await page.getByRole('heading', { level: 1 }).waitFor()
    asked.length = 0
    await button.click()
    await page.getByRole('heading', { level: 1, name: 'New case' }).waitFor()
    await logo.waitFor()
    assert.deepEqual(asked, [])
    await page.emulateMedia({ media: 'print', colorScheme })
    assert.notEqual(await colour(page, '--f-brand'), brand, 'paper has colours of its own')
  })
}

test('on every width the logo and the name leave room for the rest', set({ ...GOOD, name: 'Anytown and surroundings Mental Health Treatment Requirement service' }), async ({ page, open, expectNoAxe }) => {
  for (const [width, height] of [[1280, 900], [768, 1024], [320, 640]]) {
    await page.setViewportSize({ width, height })
    await open()
    await page.getByRole('img', { name: 'Anytown Health' }).waitFor()
    assert.ok(await page.evaluate(() => document.scrollingElement.scrollWidth) <= width, `${width}`)
    await expectNoAxe()
  }
})

test('a logo that is no picture leaves the name to stand alone', set(GOOD, { 'logo.svg': 'nothing' }), async ({ page, open }) => {
  await open()
  await page.getByRole('banner').getByRole('link', { name: 'Anytown MHTR service', exact: true }).waitFor()
  assert.equal(await page.getByRole('img', { name: 'Anytown Health' }).count(), 0)
})

const FAINT = `{
  "name": "Anytown MHTR service",
  "idleMinutes": 40,
  "theme": {
    "light": { "text": "#b0b0b0" }
  }
}`

test('colours that are too faint are not used, and those who work here are told so with the line', set(FAINT), async ({ page, open, expectNoAxe }) => {
  await open()
  const banner = page.getByRole('region').filter({ has: page.getByText(PROBLEMS) })
  await banner.getByText('agency/settings.json line 3: idleMinutes is 40; it can be a whole number from 1 to 15. 5 is used.').waitFor()
  await banner.getByText('agency/settings.json line 5: text (#b0b0b0) on sunken (#f0f2ef) has a contrast of').waitFor()
  assert.equal(await colour(page, '--f-text'), '#16211f')
  await page.getByRole('link', { name: 'Anytown MHTR service' }).waitFor()
  await expectNoAxe()
  await page.emulateMedia({ media: 'print' })
  assert.equal(await banner.isVisible(), false, 'it is on no paper')
})

test('a client who has the device sees nothing of it', set(FAINT), async ({ page, open }) => {
  await startCase(page, open)
  await openForm(page, CONSENT)
  await page.getByRole('button', { name: 'Hand the device to the person' }).click()
  await page.getByText('Give the device back to your worker').waitFor()
  for (const address of [page.url(), '#/', '#/vault']) {
    await page.evaluate((to) => { location.hash = new URL(to, location.href).hash }, address)
    await page.getByRole('heading', { level: 1 }).waitFor()
    assert.doesNotMatch(await page.locator('body').innerText(), /could not be used|settings\.json|agency/)
  }
})

test('without settings the app is as it is built in', { expects: [/404/], before: folder({}) }, async ({ page, open }) => {
  await open()
  await page.getByRole('button', { name: 'Start a new case' }).waitFor()
  await page.getByRole('link', { name: 'MHTR forms' }).waitFor()
  assert.equal(await page.getByText(PROBLEMS).count(), 0)
})

test('settings with a comma too few are not used, and the line is named', set('{\n  "name": "Ours"\n  "reviewDays": 1\n}'), async ({ page, open }) => {
  await open()
  await page.getByText('agency/settings.json line 3: From here on this file cannot be read').waitFor()
  await page.getByRole('link', { name: 'MHTR forms' }).waitFor()
  assert.equal(await page.title(), 'MHTR forms')
})

const EXAMPLE = fileURLToPath(new URL('../../docs/agency-example/', import.meta.url))
const example = {
  before: ({ context }) => context.route('**/agency/**', async (route) => {
    const path = new URL(route.request().url()).pathname.split('/agency/')[1]
    const contentType = path.endsWith('svg') ? 'image/svg+xml' : 'application/json'
    return route.fulfill({ contentType, body: await readFile(EXAMPLE + path) })
  }),
}

const WAY = 'How do you want to sign?'

/** From the first section of the consent to where a yes is signed. */
async function goOnToSign(page) {
  await saveAndContinue(page)
  await page.getByRole('group', { name: 'This will include assessment for suitability (delete as required) for MHTR, DRR, ATR. If the:' }).getByRole('checkbox', { name: 'MHTR', exact: true }).check()
  await choose(page, 'Do you consent to the assessment?', 'Yes')
  await choose(page, 'Do you consent to a Mental Health Treatment Requirement (MHTR), if the court grants it?', 'Yes')
  await saveAndContinue(page)
  await group(page, WAY).waitFor()
}

test('the example of the guide: courts to choose from, contact details in the words', example, async ({ page, open, expectNoAxe }) => {
  await open()
  await page.getByText('Questions: 01632 960 000.').waitFor()
  assert.equal(await page.getByText(PROBLEMS).count(), 0)
  await page.getByRole('button', { name: 'Start a new case' }).click()
  await openForm(page, 'Court visit')
  const courts = group(page, 'Which court was it?')
  assert.deepEqual(await courts.getByRole('radio').evaluateAll((radios) => radios.map((radio) => radio.labels[0].innerText.trim())),
    ['Anytown Magistrates’ Court', 'Anytown Crown Court', 'Otherton Magistrates’ Court', 'Another answer'])
  await page.getByText('Questions about this form: mhtr@anytown.example.').waitFor()
  // With the keyboard alone.
  await courts.getByRole('radio').first().focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await waitUntilKept(page)
  assert.equal(await courts.getByRole('radio', { name: 'Anytown Crown Court' }).isChecked(), true)
  await expectNoAxe()
  await saveAndContinue(page)
  await page.getByRole('heading', { level: 1, name: 'Check your answers' }).waitFor()
  assert.equal(await answerBeside(page, 'Which court was it?'), 'Anytown Crown Court')
})

test('only the ways to sign that the agency names are offered', example, async ({ page, open }) => {
  await startCase(page, open)
  await openForm(page, CONSENT)
  await page.getByText('We keep your record for 20 years after your treatment ends. Questions: mhtr@anytown.example.').waitFor()
  await goOnToSign(page)
  const ways = group(page, WAY).getByRole('radio')
  assert.deepEqual(await ways.evaluateAll((radios) => radios.map((radio) => radio.labels[0].innerText.trim())),
    ['Draw my name with a finger or a pen', 'Make a mark, with a witness', 'Say it, and someone writes it'])
})

test('a way that was chosen before it was taken away stays as it was chosen', async ({ page, open, context }) => {
  await startCase(page, open)
  await openForm(page, CONSENT)
  await goOnToSign(page)
  await choose(page, WAY, 'Type my name')
  await waitUntilKept(page)
  const address = page.url()
  await example.before({ context })
  await page.reload()
  await page.goto(address)
  const ways = group(page, WAY).getByRole('radio')
  await ways.first().waitFor()
  assert.equal(await ways.count(), 4)
  assert.equal(await group(page, WAY).getByRole('radio', { name: 'Type my name' }).isChecked(), true)
})

const WELSH = {
  'settings.json': { languages: { cy: { name: 'Cymraeg', words: ['app', 'combined-consent'] } } },
  'wording/cy/app.json': { 'language.label': 'Iaith', 'unlock.title': 'Agorwch eich cromgell', 'home.title': 'Achosion ar y cyfrifiadur hwn' },
  'wording/cy/combined-consent.json': { published: { 'information.retention.words': 'Cymraeg yma' } },
}

test('at the locked door a person chooses a language, and everything said in it is', { vault: 'none', before: folder(WELSH) }, async ({ page, open, expectNoAxe }) => {
  const { words } = await makeVault(page, open)
  await page.getByText('3 of the').first().waitFor()
  await page.getByRole('button', { name: 'Lock now' }).click()
  const choice = page.getByRole('navigation', { name: 'Language' })
  assert.equal(await choice.getByText('English').getAttribute('aria-current'), 'true')
  assert.equal(await choice.getByRole('button', { name: 'Cymraeg' }).getAttribute('lang'), 'cy')
  await expectNoAxe()
  await choice.getByRole('button', { name: 'Cymraeg' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Agorwch eich cromgell' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy')
  // It is there again the next time.
  await open()
  await page.getByRole('heading', { level: 1, name: 'Agorwch eich cromgell' }).waitFor()
  await unlock(page, words)
  await page.getByRole('heading', { level: 1, name: 'Achosion ar y cyfrifiadur hwn' }).waitFor()
  await page.getByRole('button', { name: 'Lock now' }).click()
  await page.getByRole('navigation', { name: 'Iaith' }).getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { level: 1, name: 'Open your vault' }).waitFor()
  assert.equal(await page.locator('html').getAttribute('lang'), 'en-GB')
})
