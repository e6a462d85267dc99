// The parts of the vault's screens, by themselves in the gallery: what a passphrase field, the recovery
// code and the warning before locking do when they are used.

import assert from 'node:assert/strict'
import { test } from './harness.mjs'

/** Shows one example of the gallery alone, as somebody who types its address. */
async function show(page, open, component, name) {
  await open(`#/gallery/${component}`)
  await page.getByRole('link', { name, exact: true }).click()
  await page.locator('#gallery-example').waitFor()
}

test('a passphrase is hidden until it is asked for, and hidden again', async ({ page, open }) => {
  await show(page, open, 'passphrase_field', 'default')
  const field = page.getByLabel('Passphrase', { exact: true })
  await field.fill('heron lantern')
  assert.equal(await field.getAttribute('type'), 'password')
  await page.getByRole('button', { name: 'Show passphrase' }).click()
  assert.equal(await field.getAttribute('type'), 'text')
  assert.equal(await field.inputValue(), 'heron lantern')
  await page.getByText('Your passphrase is visible').waitFor({ state: 'attached' })
  for (const [name, value] of [
    ['autocomplete', 'off'],
    ['spellcheck', 'false'],
    ['autocorrect', 'off'],
    ['autocapitalize', 'off'],
    ['writingsuggestions', 'false'],
    ['translate', 'no'],
  ]) {
    assert.equal(await field.getAttribute(name), value, `${name} while it is shown`)
  }
  await page.getByRole('button', { name: 'Hide passphrase' }).click()
  assert.equal(await field.getAttribute('type'), 'password')
})

test('a space at the end of a passphrase is kept and pointed out', async ({ page, open }) => {
  await show(page, open, 'passphrase_field', 'default')
  const field = page.getByLabel('Passphrase', { exact: true })
  const note = page.getByText('The last character is a space.')
  await field.focus()
  await page.keyboard.type('heron ')
  await note.waitFor()
  assert.equal(await field.inputValue(), 'heron ')
  await page.keyboard.press('Backspace')
  await note.waitFor({ state: 'detached' })
})

test('the printed sheet holds the recovery code and nothing else', async ({ page, open }) => {
  await show(page, open, 'recovery_code_view', 'default')
  await page.evaluate(() => {
    document.querySelector('main').insertAdjacentHTML('beforeend', '<p>Alex Example</p>')
  })
  await page.emulateMedia({ media: 'print' })
  const printed = await page.locator('body').innerText()
  for (const words of ['Recovery code', '7F3K0Q', 'Vault: Amber heron', 'Made on: 27 March 2026']) {
    assert.ok(printed.includes(words), `${words} is printed`)
  }
  assert.ok(!printed.includes('Alex Example'), 'nobody else is')
  assert.ok(!printed.includes('Print the code'), 'no control is')
})

test('the warning keeps the keyboard inside, and Escape stays where the person was', async ({ page, open }) => {
  await open('#/gallery/idle_warning/1')
  const warning = page.getByRole('dialog', { name: 'Are you still there?' })
  await warning.waitFor()
  assert.ok(await warning.evaluate((dialog) => dialog.contains(document.activeElement)))
  for (let n = 0; n < 5; n += 1) {
    await page.keyboard.press('Tab')
    const isOutside = await page.evaluate(() => document.activeElement.id === 'behind')
    assert.ok(!isOutside, 'the page behind is out of reach')
  }
  await page.keyboard.press('Escape')
  await warning.waitFor({ state: 'hidden' })
  await page.getByLabel('What the person was typing into').fill('on we go')
})

test('the seconds that are left are read out at first, and then sparingly', async ({ page, open }) => {
  await open('#/gallery/idle_warning/3')
  const warning = page.getByRole('dialog')
  await warning.waitFor()
  const read = [await warning.getByRole('status').innerText()]
  assert.match(read[0], /30 seconds/)
  for (let left = 29; left > 0; left -= 1) {
    await page.keyboard.press('a')
    await warning.getByText(left === 1 ? 'in 1 second' : `in ${left} seconds`).first().waitFor()
    const said = await warning.getByRole('status').innerText()
    if (said !== read.at(-1)) read.push(said)
  }
  assert.deepEqual(read.map((words) => Number(/\d+/.exec(words)[0])), [30, 20, 10, 5])
})
