// What an element does that comes and goes: it leaves nothing behind, keeps nothing of its own accord, and takes its
// answers along when the page moves it.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'
import { answerPhq9, answersOf, openHost, told } from './embedding.mjs'

const PHQ9 = '<mhtr-form id="a" questionnaire="phq-9"></mhtr-form>'

/** Counts the listeners on what outlives an element, and remembers the memory of every program. */
function count() {
  window.listeners = 0
  window.memories = []
  for (const target of [window, document]) {
    const [add, remove] = [target.addEventListener, target.removeEventListener]
    target.addEventListener = function (...given) { window.listeners += 1; return add.apply(target, given) }
    target.removeEventListener = function (...given) { window.listeners -= 1; return remove.apply(target, given) }
  }
  const real = WebAssembly.instantiate
  WebAssembly.instantiate = async (...given) => {
    const made = await real(...given)
    window.memories.push((made.instance ?? made).exports.memory)
    return made
  }
}

const counted = { before: ({ context }) => context.addInitScript(count), timeout: 300_000 }

test('put in and taken out fifty times it leaves no listeners, no memory and no nodes', counted, async ({ page, context }) => {
  await openHost(page, '<div id="place"></div>', { forms: 0 })
  const client = await context.newCDPSession(page)
  const round = (n) => page.evaluate(async (n) => {
    const form = document.createElement('mhtr-form')
    form.setAttribute('questionnaire', n % 2 ? 'phq-9' : 'combined-consent')
    if (n % 4 === 0) form.setAttribute('variant', 'easy-read')
    document.getElementById('place').append(form)
    while (!form.shadowRoot.querySelector('button')) await new Promise((resolve) => setTimeout(resolve, 5))
    form.shadowRoot.querySelector('input, button:last-of-type').click()
    await new Promise((resolve) => setTimeout(resolve, 0))
    form.remove()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }, n)
  const measure = async () => {
    await client.send('HeapProfiler.collectGarbage')
    const { nodes, jsEventListeners } = await client.send('Memory.getDOMCounters')
    const [listeners, memories] = await page.evaluate(() => [window.listeners, window.memories.map((memory) => memory.buffer.byteLength)])
    return { nodes, jsEventListeners, listeners, memories }
  }
  for (let n = 0; n < 12; n += 1) await round(n)
  const before = await measure()
  for (let n = 0; n < 50; n += 1) await round(n)
  let after = await measure()
  // The browser itself may hold the last of them for a moment; what is held for good does not go by waiting.
  for (let tries = 0; tries < 20 && after.nodes - before.nodes >= 100; tries += 1) {
    await page.waitForTimeout(250)
    after = await measure()
  }
  assert.equal(after.memories.length, 1, 'one program for all of them')
  // One form takes more than a hundred kilobytes; what is taken for good would be five megabytes.
  const [grown] = after.memories.map((bytes, n) => bytes - before.memories[n])
  assert.ok(grown < 512 * 1024, `the memory grew by ${grown} bytes`)
  assert.equal(after.listeners, before.listeners)
  // One form has more than a hundred nodes and more than a dozen listeners.
  assert.ok(after.nodes - before.nodes < 100, `${before.nodes} nodes, then ${after.nodes}`)
  assert.ok(after.jsEventListeners - before.jsEventListeners < 12, `${before.jsEventListeners} listeners, then ${after.jsEventListeners}`)
})

test('moved within the page it stands as it stood, and put back later it goes on where it was', async ({ page }) => {
  await openHost(page, `${PHQ9}<div id="other"></div>`)
  const form = page.locator('mhtr-form')
  await answerPhq9(form, () => 'Nearly every day')
  const same = await page.evaluate(() => {
    const form = document.getElementById('a')
    const first = form.shadowRoot.querySelector('input')
    document.getElementById('other').append(form)
    return new Promise((resolve) => setTimeout(() => resolve(form.shadowRoot.querySelector('input') === first), 50))
  })
  assert.equal(same, true, 'not drawn again')
  await form.getByRole('group', { name: /^1 \D/ }).getByRole('radio', { name: 'Not at all' }).check()
  await page.evaluate(async () => {
    window.taken = document.getElementById('a')
    window.taken.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    document.getElementById('other').append(window.taken)
  })
  await form.getByRole('heading', { level: 2 }).waitFor()
  await page.waitForFunction(() => document.getElementById('a').scores[0]?.total === 24)
  await form.evaluate((form) => form.setAttribute('variant', 'plain'))
  await page.waitForFunction(() => document.getElementById('a').scores[0]?.total === 24)
})

test('what is half typed goes along too', async ({ page }) => {
  await openHost(page, '<mhtr-form id="a"></mhtr-form>', { forms: 0 })
  await page.evaluate(() => {
    document.getElementById('a').questionnaire = { resourceType: 'Questionnaire', status: 'draft', title: 'Day', item: [{ linkId: 'born', type: 'date', text: 'Your date of birth' }] }
  })
  const form = page.locator('mhtr-form')
  await form.getByRole('textbox', { name: 'Day' }).fill('3x')
  assert.deepEqual(answersOf(await page.evaluate(() => document.getElementById('a').value)), {}, 'it is no answer')
  await form.evaluate((form) => form.setAttribute('theme', 'dark'))
  await form.evaluate((form) => form.setAttribute('with-client', ''))
  await page.waitForTimeout(300)
  assert.equal(await form.getByRole('textbox', { name: 'Day' }).inputValue(), '3x')
})

test('nothing is stored, by it or by the browser for it', { vault: 'none' }, async ({ page, context }) => {
  await openHost(page, `<form>${PHQ9}</form>`)
  await answerPhq9(page.locator('mhtr-form'))
  const kept = await page.evaluate(async () => ({
    local: localStorage.length, session: sessionStorage.length, cookie: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
  assert.deepEqual(kept, { local: 0, session: 0, cookie: '', databases: 0, caches: 0, workers: 0 })
  assert.deepEqual(await context.cookies(), [])
  // A browser writes the state of forms to the disk: there is none, unless the page asks for it.
  await page.goto('about:blank')
  await page.goBack()
  const form = page.locator('mhtr-form')
  await form.getByRole('radio').first().waitFor()
  await page.waitForTimeout(300)
  const isBackFromMemory = await page.evaluate(() => performance.getEntriesByType('navigation')[0].type !== 'back_forward')
  if (!isBackFromMemory) assert.equal(await form.getByRole('radio', { checked: true }).count(), 0)
})

test('where the page asks for it the browser keeps the state, and gives it back', async ({ page }) => {
  await openHost(page, PHQ9)
  await page.evaluate(async () => {
    const form = document.getElementById('a')
    form.formStateRestoreCallback(JSON.stringify({
      resourceType: 'QuestionnaireResponse', status: 'in-progress',
      item: [{ linkId: 'phq-9.record', item: [{ linkId: 'phq-9.how', answer: [{ valueCoding: { system: 'urn:mhtr-forms:codes:measure-record', code: 'read-aloud' } }] }] }],
    }), 'restore')
  })
  const chosen = page.locator('mhtr-form').getByRole('radio', { checked: true })
  await chosen.waitFor()
  assert.equal(await chosen.count(), 1)
  assert.deepEqual(await told(page, 'error'), [])
})
