// The consent in easy read: from the first step to a signature and beyond, on a tablet, by keyboard, with large
// text, read aloud, refused, interrupted, withdrawn.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import {
  ASSESSMENT_ASKED, MHTR, REQUIREMENTS, WAY, draw, goOnTo, goOnToSign, next, press, readMyself, sign, startEasyConsent, stepOf,
} from './easy-read-steps.mjs'
import {
  CONSENT, answerBeside, arriveAt, backToCase, choose, errorsOf, goToSection, group, navigation, openForm, pressByKeys, startForm, tabTo, waitUntilKept, write, writeDate,
} from './steps.mjs'
import { makeVault, passphrase } from './vault-steps.mjs'

const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true, timeout: 240_000 }
const LYING = { ...TABLET, viewport: { width: 1024, height: 768 } }

for (const [name, options] of [['upright', TABLET], ['lying', LYING]]) {
  test(`a person reads, says yes and signs by drawing, on a tablet ${name}`, options, async ({ page, open, expectNoAxe }) => {
    await startEasyConsent(page, open)
    assert.deepEqual(await stepOf(page), [1, 15], 'there is nothing to sign before somebody said yes')
    await expectNoAxe()
    await goOnToSign(page)
    await goOnTo(page, 'Sign')
    await readMyself(page)
    await choose(page, WAY, 'Draw my name with a finger or a pen')
    await draw(page)
    await page.getByText('1 line is drawn.').waitFor()
    await expectNoAxe()
    await sign(page)
    await page.getByText('Shown as: Easy read').waitFor()
    await page.getByText(/^Fingerprint of the exact words: [0-9a-f]{64}$/).waitFor()
    await press(page, 'I have finished')
    await arriveAt(page, 'Check your answers')
    await waitUntilKept(page)
    // The worker's part is still to be done: the form is not finished without it.
    await press(page, 'Finish this form')
    const errors = await errorsOf(page)
    assert.ok(errors.length >= 5, `the five questions of the teach-back: ${errors}`)
    assert.ok(errors.every((error) => !/sign/i.test(error)), `it is signed: ${errors}`)
  })
}

test('nothing is chosen beforehand, and a no is as easy as a yes and asks for no signature', TABLET, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnTo(page, 'The assessment')
  const answers = group(page, ASSESSMENT_ASKED).getByRole('radio')
  assert.equal(await answers.count(), 3)
  for (const answer of await answers.all()) assert.equal(await answer.isChecked(), false)
  await next(page)
  assert.equal((await errorsOf(page)).length, 1, 'a question that was passed over is asked again, and nothing else')
  await choose(page, ASSESSMENT_ASKED, 'No')
  await goOnTo(page, 'Help with your mental health')
  await choose(page, MHTR, 'No')
  const [, of] = await stepOf(page)
  assert.equal(of, 15, 'there is nothing to sign')
  await goOnTo(page, 'About you')
  assert.equal(await page.getByRole('button', { name: 'I have finished' }).count(), 1)
})

test('wanting to talk about it first is kept, lets the person go on and keeps the form a draft', TABLET, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page, { mhtr: 'I want to talk about it first' })
  await goOnTo(page, 'Sign')
  await readMyself(page)
  await choose(page, WAY, 'Type my name')
  await write(page, 'Type your name', 'Robin Example')
  await sign(page)
  await press(page, 'I have finished')
  await arriveAt(page, 'Check your answers')
  await press(page, 'Finish this form')
  const errors = await errorsOf(page)
  assert.ok(errors.some((error) => /stays a draft while “I want to talk about it first”/.test(error)), errors.join(' | '))
})

test('changing the way it is shown loses nothing', { timeout: 240_000 }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnTo(page, 'The assessment')
  await choose(page, ASSESSMENT_ASKED, 'Yes')
  await press(page, 'Plain words')
  await navigation(page).getByRole('link').nth(1).click()
  await group(page, 'Do you consent to the assessment?').waitFor()
  assert.equal(await page.getByRole('group', { name: 'Do you consent to the assessment?' }).getByRole('radio', { name: 'Yes' }).isChecked(), true)
  await press(page, 'As published')
  await arriveAt(page, 'Personal information /data')
  await goToSection(page, 'Consent')
  assert.equal(await page.getByRole('group', { name: 'Do you consent to the assessment?' }).getByRole('radio', { name: 'Yes' }).isChecked(), true)
  await page.reload()
  await arriveAt(page, /Consent$/)
  assert.equal(await page.getByRole('button', { name: 'As published' }).getAttribute('aria-pressed'), 'true')
})

test('the four ways to sign stand side by side, and each asks for what it needs', TABLET, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  await readMyself(page)
  const ways = await group(page, WAY).getByRole('radio').evaluateAll((radios) => radios.map((radio) => radio.labels[0].innerText))
  assert.equal(ways.length, 4)
  for (const [way, needed] of [[0, 1], [1, 1], [2, 3], [3, 3]]) {
    await group(page, WAY).getByRole('radio').nth(way).check()
    await page.waitForTimeout(600)
    await press(page, 'Sign')
    assert.equal((await errorsOf(page)).length, needed, ways[way])
  }
  await page.getByRole('textbox', { name: 'What you said' }).fill('I agree to it.')
  await page.getByRole('textbox', { name: 'Name of the witness' }).fill('Jo Worker')
  await page.getByRole('textbox', { name: 'Who the witness is' }).fill('Her worker')
  await sign(page)
})

test('what is signed is closed, and changing it voids the signature and keeps both', TABLET, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  await readMyself(page)
  await choose(page, WAY, 'Type my name')
  await write(page, 'Type your name', 'Robin Example')
  await sign(page)
  assert.equal(await page.getByRole('textbox', { name: 'Type your name' }).isDisabled(), true)
  await press(page, 'Back')
  await arriveAt(page, /About you$/)
  assert.equal(await page.getByRole('textbox', { name: 'What is your name?' }).isDisabled(), true)
  await next(page)
  await press(page, 'Change an answer')
  await page.getByText('If you change an answer, the signature no longer counts.').waitFor()
  await press(page, 'No, leave it as it is')
  await page.getByText(/^Signed on /).waitFor()
  await press(page, 'Change an answer')
  await press(page, 'Yes, I want to change an answer')
  await page.getByRole('button', { name: 'Sign', exact: true }).waitFor()
  assert.equal(await page.getByText(/^Signed on /).count(), 0)
  assert.equal(await group(page, WAY).getByRole('radio', { checked: true }).count(), 0, 'the old signature is not left standing')
  await waitUntilKept(page)
  await page.evaluate(() => { location.hash = location.hash.replace(/easy\/.*/, 'read') })
  await page.getByText('Signatures that no longer count').waitFor()
  assert.equal(await page.getByText(/the answers signed for are kept/).count(), 1)
})

test('a drawing stays when the tablet is turned, can be undone line by line and cleared only on purpose', TABLET, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  await choose(page, WAY, 'Draw my name with a finger or a pen')
  await draw(page)
  await draw(page)
  await page.getByText('2 lines are drawn.').waitFor()
  const lines = () => page.getByRole('img', { name: 'Draw here' }).locator('.app-pad__lines path').evaluateAll((paths) => paths.map((path) => path.getAttribute('d')))
  const before = await lines()
  await page.setViewportSize({ width: 1024, height: 768 })
  assert.deepEqual(await lines(), before)
  await press(page, 'Undo the last line')
  await page.getByText('1 line is drawn.').waitFor()
  await press(page, 'Clear the drawing')
  await press(page, 'No, keep it')
  assert.deepEqual(await lines(), before.slice(0, 1))
  // In the middle of a line: what was drawn before is there after the tablet was turned, the line itself or all of it.
  const box = await page.getByRole('img', { name: 'Draw here' }).boundingBox()
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 80, box.y + 40, { steps: 4 })
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.mouse.up()
  assert.deepEqual((await lines())[0], before[0])
  await press(page, 'Clear the drawing')
  await press(page, 'Yes, clear all of it')
  await page.getByText('Nothing is drawn yet.').waitFor()
})

test('a palm and a second finger do not draw', TABLET, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  await choose(page, WAY, 'Draw my name with a finger or a pen')
  const sheet = page.getByRole('img', { name: 'Draw here' })
  const touch = (type, of) => sheet.evaluate((sheet, [type, of]) => {
    const box = sheet.getBoundingClientRect()
    sheet.dispatchEvent(new PointerEvent(type, {
      pointerType: 'touch', bubbles: true, cancelable: true, clientX: box.x + of.x, clientY: box.y + of.y,
      pointerId: of.id ?? 1, width: of.width ?? 20, height: of.width ?? 20,
    }))
  }, [type, of])
  await touch('pointerdown', { x: 50, y: 50, width: 90 })
  await touch('pointerup', { x: 60, y: 60, width: 90 })
  await page.getByText('Nothing is drawn yet.').waitFor()
  await touch('pointerdown', { x: 50, y: 50 })
  await touch('pointerdown', { x: 200, y: 50, id: 2 })
  await touch('pointermove', { x: 220, y: 90, id: 2 })
  await touch('pointerup', { x: 220, y: 90, id: 2 })
  await touch('pointermove', { x: 90, y: 90 })
  await touch('pointerup', { x: 90, y: 90 })
  await page.getByText('1 line is drawn.').waitFor()
  await touch('pointerdown', { x: 50, y: 80 })
  await touch('pointercancel', { x: 50, y: 80 })
  assert.equal(await page.getByText('1 line is drawn.').count(), 1, 'a gesture of the browser is no line')
})

test('with keys only, from the first step to a typed signature', { timeout: 240_000 }, async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  await pressByKeys(page, 'Easy read', 80)
  await arriveAt(page, /Before we start$/)
  await tabTo(page, 'the requirements', (at) => at.type === 'checkbox' && at.words === 'MHTR', 80)
  await page.keyboard.press('Space')
  const forward = async (title) => {
    await pressByKeys(page, title === undefined ? 'I have finished' : 'Next', 80)
    if (title) await arriveAt(page, title)
  }
  const radio = async (question, n = 0) => {
    await tabTo(page, question, (at) => at.type === 'radio' && at.group.startsWith(question), 80)
    await page.keyboard.press('Space')
    for (let step = 0; step < n; step += 1) await page.keyboard.press('ArrowDown')
  }
  while (!(await page.getByRole('heading', { level: 1 }).innerText()).endsWith('The assessment')) {
    const before = await page.getByRole('heading', { level: 1 }).innerText()
    await forward(/Step/)
    await page.waitForFunction((before) => document.querySelector('h1').innerText !== before, before)
  }
  await radio(ASSESSMENT_ASKED)
  await forward(/Help with your mental health$/)
  await radio(MHTR, 1)
  await forward(/In your own words$/)
  await forward(/About you$/)
  const type = async (label, words) => {
    await tabTo(page, label, (at) => at.type === 'text' && at.words.startsWith(label), 80)
    await page.keyboard.type(words)
  }
  const date = async (label, words) => {
    await tabTo(page, label, (at) => at.type === 'text' && at.group.startsWith(label), 80)
    for (const part of words.split(' ')) {
      await page.keyboard.type(part)
      await page.keyboard.press('Tab')
    }
  }
  await type('What is your name?', 'Robin Example')
  await date('When were you born?', '27 3 1987')
  await page.getByRole('heading', { level: 1 }).focus()
  await date('What is the date today?', '2 1 2026')
  await page.getByRole('heading', { level: 1 }).focus()
  await forward(/Sign$/)
  await radio('Did you read this')
  await radio(WAY, 1)
  await type('Type your name', 'Robin Example')
  await page.waitForTimeout(600)
  await pressByKeys(page, 'Sign')
  await page.getByText(/^Signed on /).waitFor()
})

test('text can be twice as large, and pictures can be left out', { viewport: { width: 768, height: 1024 } }, async ({ page, open, expectNoAxe }) => {
  await startEasyConsent(page, open)
  const line = page.getByText('This form is about your treatment.')
  const size = () => line.evaluate((line) => parseFloat(getComputedStyle(line).fontSize))
  assert.equal(await size(), 24)
  await press(page, 'Larger text')
  await press(page, 'Larger text')
  assert.equal(await size(), 36)
  await press(page, 'Larger text')
  assert.equal(await size(), 48)
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, 'nothing is cut off')
  await expectNoAxe()
  const picture = page.getByRole('listitem').filter({ has: line }).locator('svg')
  assert.equal(await picture.count(), 1)
  await press(page, 'Pictures')
  assert.equal(await picture.count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Pictures' }).getAttribute('aria-pressed'), 'false')
})

for (const [name, options] of [
  ['in forced colours', { forcedColors: 'active' }],
  ['in the dark, without motion', { colorScheme: 'dark', reducedMotion: 'reduce' }],
  ['on a small phone', { viewport: { width: 320, height: 640 } }],
]) {
  test(`each step can be read ${name}`, { ...options, timeout: 240_000 }, async ({ page, open, expectNoAxe }) => {
    await startEasyConsent(page, open)
    const [, of] = await stepOf(page)
    for (let n = 1; n < of; n += 1) {
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `step ${n} is not cut off`)
      // In forced colours the colours are the browser's, and axe cannot tell them.
      if (n % 5 === 1 && !options.forcedColors) await expectNoAxe()
      const title = await page.getByRole('heading', { level: 1 }).innerText()
      if (title.endsWith('The assessment')) await choose(page, ASSESSMENT_ASKED, 'No')
      if (title.endsWith('Help with your mental health')) await choose(page, MHTR, 'No')
      if (title.endsWith('About you')) break
      await next(page)
      await page.waitForFunction((before) => document.querySelector('h1').innerText !== before, title)
    }
  })
}

/** A browser whose voices the test decides on, and which writes down what is said by which. */
function voices(list) {
  window.__voices = list
  window.__said = []
  window.__going = null
  const told = new EventTarget()
  const speech = {
    getVoices: () => window.__voices,
    cancel: () => { window.__going = null },
    speak: (utterance) => {
      window.__said.push({ text: utterance.text, voice: utterance.voice?.name, rate: utterance.rate })
      window.__going = utterance
    },
    addEventListener: (...of) => told.addEventListener(...of),
    removeEventListener: (...of) => told.removeEventListener(...of),
  }
  window.__changed = () => told.dispatchEvent(new Event('voiceschanged'))
  window.SpeechSynthesisUtterance = class {
    constructor(text) { this.text = text }
  }
  Object.defineProperty(window, 'speechSynthesis', { value: speech })
}
const REMOTE = { name: 'remote', lang: 'en-GB', localService: false }
const LOCAL = { name: 'local', lang: 'en_GB', localService: true }

test('a voice that sends the words to somebody else is never used', { before: ({ page }) => page.addInitScript(voices, [REMOTE]) }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  assert.equal(await page.getByRole('button', { name: 'Read this page to me' }).count(), 0)
  await page.evaluate((voice) => { window.__voices = [...window.__voices, voice]; window.__changed() }, LOCAL)
  await press(page, 'Read this page to me')
  const said = await page.evaluate(() => window.__said)
  assert.deepEqual(said.map((of) => of.voice), ['local'])
})

test('the page is read a statement at a time, again, slower, and stops when told', { before: ({ page }) => page.addInitScript(voices, [LOCAL]) }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  assert.equal(await page.evaluate(() => window.__said.length), 0, 'nothing is read before somebody asks')
  await press(page, 'Read this page to me')
  const said = () => page.evaluate(() => window.__said)
  const ended = () => page.evaluate(() => window.__going.onend())
  assert.equal((await said()).at(-1).text, 'This form is about your treatment. It is also about your information.')
  const outlined = () => page.locator('.app-idea--read').innerText()
  assert.match(await outlined(), /^This form is about your treatment/)
  await ended()
  assert.match((await said()).at(-1).text, /^You can ask questions/)
  assert.match(await outlined(), /^You can ask questions/)
  await press(page, 'Slower')
  assert.ok((await said()).at(-1).rate < 0.7)
  await press(page, 'Again')
  assert.match((await said()).at(-1).text, /^You can ask questions/)
  await press(page, 'Stop reading')
  assert.equal(await page.locator('.app-idea--read').count(), 0)
  assert.equal(await page.evaluate(() => window.__going), null)
})

test('a voice that goes away midway is said so, and the words stay', { before: ({ page }) => page.addInitScript(voices, [LOCAL]) }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await press(page, 'Read this page to me')
  await page.evaluate(() => { window.__voices = []; window.__changed(); window.__going.onend() })
  await page.getByText('This device cannot read aloud now.').waitFor()
  assert.equal(await page.getByText('This form is about your treatment.').count(), 1)
})

test('answers and names that a person typed are never read aloud', { before: ({ page }) => page.addInitScript(voices, [LOCAL]), timeout: 240_000 }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page)
  await press(page, 'Read this page to me')
  for (let n = 0; n < 8; n += 1) await page.evaluate(() => window.__going?.onend())
  const said = await page.evaluate(() => window.__said.map((of) => of.text).join(' '))
  assert.match(said, /What is your name\?/)
  assert.equal(/Robin|Example|1987/.test(said), false, said)
})

test('an agency’s picture that is missing leaves the words and is reported', {
  expects: [/404/, /404/],
  before: ({ page }) => page.route('**/agency/settings.json', (route) => route.fulfill({
    contentType: 'application/json', body: '{"idleMinutes": 5, "pictures": {"about-you": "gone.png"}}',
  })),
}, async ({ page, open }) => {
  await startEasyConsent(page, open)
  const idea = page.getByRole('listitem').filter({ hasText: 'This form is about your treatment.' })
  await idea.locator('svg').waitFor()
  await backToCase(page)
  await page.getByRole('link', { name: 'MHTR forms' }).click()
  await page.getByText('agency/gone.png').first().waitFor()
})

test('interrupted at every step, it opens again at the step with what was said', { timeout: 300_000 }, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await waitUntilKept(page)
  const seen = new Set()
  const heading = page.getByRole('heading', { level: 1 })
  for (let n = 0; n < 20; n += 1) {
    let title = await heading.innerText()
    seen.add(title.replace(/^Step.*\s/, ''))
    if (title.endsWith('The assessment')) await choose(page, ASSESSMENT_ASKED, 'Yes')
    if (title.endsWith('Help with your mental health')) await choose(page, MHTR, 'I want to talk about it first')
    if (title.endsWith('About you')) {
      await write(page, 'What is your name?', 'Robin Example')
      await writeDate(page, 'When were you born? Tell us the day, the month and the year.', '27 3 1987')
      await writeDate(page, 'What is the date today?', '2 1 2026')
    }
    if (title.endsWith('Sign')) {
      await readMyself(page)
      await choose(page, WAY, 'Draw my name with a finger or a pen')
      await draw(page)
    }
    const said = () => page.getByRole('main').evaluate((main) =>
      [...main.querySelectorAll('input, textarea')].map((field) => (['radio', 'checkbox'].includes(field.type) ? field.checked : field.value)))
    const before = await said()
    // A yes brings the step to sign, and the count with it.
    title = await heading.innerText()
    if (before.length > 3 || title.endsWith('The assessment')) await waitUntilKept(page)
    await page.reload()
    await heading.waitFor()
    assert.equal(await heading.innerText(), title)
    assert.deepEqual(await said(), before, title)
    if (title.endsWith('Sign')) {
      await page.getByText('1 line is drawn.').waitFor()
      break
    }
    await next(page)
    await page.waitForFunction((before) => document.querySelector('h1').innerText !== before, title)
  }
  assert.ok(seen.size >= 16, `${seen.size} steps`)
})

test('a signed consent has a day to renew it, a copy for the person, and can be withdrawn in one step', TABLET, async ({ page, open, expectNoAxe }) => {
  await startEasyConsent(page, open)
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  await readMyself(page)
  await choose(page, WAY, 'Type my name')
  await write(page, 'Type your name', 'Robin Example')
  await sign(page)
  await waitUntilKept(page)
  await backToCase(page)
  const year = new Date().getFullYear() + 1
  await page.getByText(new RegExp(`Ask for it again by .* ${year}\\.`)).waitFor()
  await page.getByRole('link', { name: 'A copy for the person' }).click()
  await arriveAt(page, /Your copy$/)
  await expectNoAxe()
  assert.equal(await answerBeside(page, MHTR), 'Yes')
  await page.emulateMedia({ media: 'print' })
  const points = await page.getByText('This form is about your treatment.').evaluate((line) => parseFloat(getComputedStyle(line).fontSize) * 0.75)
  assert.ok(points >= 14, `${points} pt`)
  await page.emulateMedia({ media: 'screen' })
  await backToCase(page)
  await page.getByRole('button', { name: 'Withdraw consent' }).click()
  await arriveAt(page, /What was withdrawn/)
  await page.getByText('A person may withdraw consent at any time').waitFor()
  await waitUntilKept(page)
  await backToCase(page)
  await page.getByText(/Withdrawn/).first().waitFor()
  await page.getByRole('link', { name: 'Ask for a correction' }).click()
  await arriveAt(page, /What is wrong/)
})

test('how a person likes to get information is asked once, and seen on the case', TABLET, async ({ page, open }) => {
  await startForm(page, open, 'How you like to get information')
  await page.getByRole('checkbox', { name: 'Easy read' }).check()
  await page.getByRole('checkbox', { name: /large/i }).check()
  await waitUntilKept(page)
  await backToCase(page)
  await page.getByText('Likes to get information in this way').waitFor()
})

test('a requirement nobody chose is asked of the worker before the device is handed over', TABLET, async ({ page, open }) => {
  await startForm(page, open, CONSENT)
  await press(page, 'Easy read')
  await arriveAt(page, /Before we start$/)
  const worker = page.getByRole('region', { name: 'For the worker' })
  assert.equal(await worker.getByRole('group', { name: REQUIREMENTS }).count(), 1)
  assert.equal(await worker.getByRole('link', { name: 'How it was explained' }).count(), 1)
})

const LOCKED = { vault: 'none', timeout: 240_000, viewport: { width: 768, height: 1024 }, hasTouch: true }

test('a person who has the tablet finds help and a way to stop on every page, and nothing but their form', LOCKED, async ({ page, open, expectNoAxe }) => {
  const { words } = await makeVault(page, open)
  await press(page, 'Start a new case')
  await openForm(page, CONSENT)
  await press(page, 'Easy read')
  await arriveAt(page, /Before we start$/)
  await page.getByRole('group', { name: REQUIREMENTS }).getByRole('checkbox', { name: 'MHTR', exact: true }).check()
  await waitUntilKept(page)
  await press(page, 'Hand the device to the person')
  await page.getByText('Give the device back to your worker').waitFor()
  await arriveAt(page, /Before we start$/)
  await expectNoAxe()
  assert.equal(await page.getByText('For the worker').count(), 0, 'the worker’s part is not there')
  const place = async () => {
    const box = await page.getByRole('group', { name: 'Help', exact: true }).boundingBox()
    return [Math.round(box.x), Math.round(box.width)]
  }
  const first = await place()
  for (const way of ['#/', '#/vault', page.url().replace(/.*#/, '#').replace(/easy.*/, 'read'), page.url().replace(/.*#/, '#').replace(/easy.*/, '3')]) {
    await page.evaluate((way) => { location.hash = way }, way)
    await arriveAt(page, /Step 1 of/)
  }
  await goOnTo(page, 'The assessment')
  assert.deepEqual(await place(), first)
  await choose(page, ASSESSMENT_ASKED, 'Yes')
  await press(page, 'Ask for help')
  await arriveAt(page, 'I would like some help')
  assert.equal(await page.getByText('We want to ask how you are.').isVisible(), false)
  await expectNoAxe()
  await press(page, 'Go on with the form')
  await arriveAt(page, /The assessment$/)
  assert.equal(await group(page, ASSESSMENT_ASKED).getByRole('radio', { name: 'Yes' }).isChecked(), true)
  await press(page, 'Stop for now')
  await arriveAt(page, 'You have stopped for now')
  await press(page, 'Go on with the form')
  await goOnToSign(page)
  await goOnTo(page, 'Sign')
  await readMyself(page)
  await choose(page, WAY, 'Type my name')
  await write(page, 'Type your name', 'Robin Example')
  await sign(page)
  await press(page, 'I have finished')
  await arriveAt(page, 'Thank you')
  await page.getByText('Give the tablet back to your worker.').waitFor()
  assert.deepEqual(await place(), first)
  await page.goBack()
  await arriveAt(page, /Sign$/)
  await page.goForward()
  await arriveAt(page, 'Thank you')
  await waitUntilKept(page)
  await page.getByText('Give the device back to your worker').click()
  await passphrase(page, 'Worker’s passphrase').fill(words)
  await press(page, 'Take the device back')
  await page.getByText(/Signed on/).first().waitFor()
  assert.equal(await page.getByRole('link', { name: 'A copy for the person' }).count(), 1)
})

test('a recording that came with the form is played in place of a voice', {
  before: async ({ page }) => {
    await page.addInitScript(() => {
      window.__played = []
      window.Audio = function (address) {
        const audio = document.createElement('audio')
        audio.play = () => { window.__played.push(address); window.__audio = audio; return Promise.resolve() }
        return audio
      }
    })
    await page.addInitScript(voices, [LOCAL])
    await page.route('**/forms/index.json', async (route) => {
      const response = await route.fetch()
      const index = await response.json()
      index.forms.find((form) => form.id === 'combined-consent').files.push('before.about.mp3')
      await route.fulfill({ response, json: index })
    })
  },
}, async ({ page, open }) => {
  await startEasyConsent(page, open)
  await press(page, 'Read this page to me')
  assert.deepEqual(await page.evaluate(() => window.__played), ['forms/combined-consent/before.about.mp3'])
  assert.deepEqual(await page.evaluate(() => window.__said), [])
  await page.evaluate(() => window.__audio.onended())
  assert.match(await page.evaluate(() => window.__said[0].text), /^You can ask questions/, 'what has no recording is read by the device')
})
