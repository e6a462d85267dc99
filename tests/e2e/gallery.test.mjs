// Every example of every component: accessible, reachable with the keyboard, no wider than a small
// screen, and in the markup that GOV.UK Frontend publishes wherever an example names a published one.

import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { test } from './harness.mjs'
import { bothAsLines, publishedExamples } from './fixtures.mjs'

const require = createRequire(import.meta.url)
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

const LARGE = { width: 1280, height: 800 }
const SMALL = { width: 320, height: 640 }
const TINY = { width: 320, height: 256 }
const TIMEOUT = 900_000

/** What stays in view over the rest, opens over it, or is a page by itself. */
const STAND_ALONE = /^(alert_bar|idle_warning|page|.*_page)$/

/** All examples, as the gallery lists them. */
async function examples(page, open) {
  await open('#/gallery')
  await page.getByRole('heading', { level: 1, name: 'Components' }).waitFor()
  const found = await page.locator('a[data-example]').evaluateAll((links) =>
    links.map((link) => ({
      address: link.getAttribute('href'),
      component: link.dataset.example,
      name: link.textContent,
      mirrors: link.dataset.mirrors,
    })),
  )
  assert.ok(found.length > 250, `the gallery lists its examples (${found.length})`)
  return found
}

/** Shows one example alone, or all of a component, without loading the page again. */
async function show(page, { address }) {
  await page.evaluate(async (hash) => {
    document.querySelector('[data-gallery]')?.removeAttribute('data-gallery')
    location.hash = hash
    const start = performance.now()
    while (!document.querySelector('[data-gallery]')) {
      if (performance.now() - start > 10_000) throw new Error(`nothing is shown at ${hash}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)))
  }, address)
}

/** Does something with every example and fails with all that was found. */
async function onEach({ page, open }, look) {
  const found = []
  for (const example of await examples(page, open)) {
    await show(page, example)
    for (const fault of await look(example)) found.push(`${example.component}, ${example.name}: ${fault}`)
  }
  assert.deepEqual(found, [])
}

/**
 * Does something with every example, those of a component together, where their ids do not matter.
 * What stands alone is looked at alone.
 */
async function onAll({ page, open }, look) {
  const found = []
  const isAlone = ({ component }) => STAND_ALONE.test(component)
  const all = await examples(page, open)
  const together = [...new Set(all.filter((of) => !isAlone(of)).map((of) => of.component))]
  const places = together.map((component) => ({ component, name: 'all', address: `#/gallery/${component}` }))
  for (const place of [...places, ...all.filter(isAlone)]) {
    await show(page, place)
    for (const fault of await look(place)) found.push(`${place.component}, ${place.name}: ${fault}`)
  }
  assert.deepEqual(found, [])
}

/**
 * What axe finds wrong, or cannot decide. It cannot decide the contrast of letters in a drawing: those of a chart have
 * the colour of the page's text, which change.test.mjs looks at.
 */
async function axe(page, options, exclude = []) {
  await page.evaluate(`window.axe || (() => { ${axeSource} })()`)
  return page.evaluate(async ([exclude, run]) => {
    const result = await window.axe.run({ include: [['body']], exclude }, run)
    if (result.passes.length === 0 && result.inapplicable.length === 0) return ['axe looked at nothing']
    return [...result.violations, ...result.incomplete].flatMap((rule) =>
      rule.nodes.map((node) => `${rule.id}: ${node.html} (${node.failureSummary ?? 'undecided'})`),
    )
  }, [[['.app-chart text'], ...exclude], options])
}

test('every example meets WCAG 2.2 AA', { viewport: LARGE, timeout: TIMEOUT }, (of) =>
  // Contrast is the slowest rule by far, and needs no example to stand alone: see below.
  onEach(of, () => axe(of.page, { runOnly: WCAG, rules: { 'color-contrast': { enabled: false } } })),
)

for (const colorScheme of ['light', 'dark']) {
  test(`every example has enough contrast in ${colorScheme} colours`, { viewport: LARGE, colorScheme, timeout: TIMEOUT }, (of) =>
    onAll(of, () => axe(of.page, { runOnly: ['color-contrast', 'link-in-text-block'] })),
  )
}

for (const colorScheme of ['light', 'dark']) {
  test(`every example fits a small screen, in ${colorScheme} colours`, { viewport: SMALL, colorScheme, timeout: TIMEOUT }, (of) =>
    onAll(of, async () => {
      const width = await of.page.evaluate(() => document.documentElement.scrollWidth)
      const faults = width > SMALL.width ? [`${width} pixels wide`] : []
      const rules = ['target-size', 'color-contrast', 'scrollable-region-focusable']
      // Of a table that scrolls, axe cannot tell what stands behind the cells out of sight.
      return faults.concat(await axe(of.page, { runOnly: rules }, [['.app-scroll table']]))
    }),
  )
}

test('every example fits when the text is twice as large', { viewport: { width: 640, height: 640 }, timeout: TIMEOUT }, (of) =>
  onAll(of, async () => {
    const wide = await of.page.evaluate(() => {
      document.documentElement.style.setProperty('font-size', '200%')
      return document.documentElement.scrollWidth
    })
    return wide > 640 ? [`${wide} pixels wide`] : []
  }),
)

/** Walks through what is shown with the Tab key: everything that can be used is reached once, is seen, and can be left. */
async function walk(page) {
  const expected = await page.evaluate(() => {
    // What opens over the page keeps the keyboard inside.
    const within = document.querySelector('dialog:modal') ?? document.body
    // The place from which Tab starts is set to the top: it does not follow a change of the page.
    const top = document.createElement('button')
    within.prepend(top)
    top.focus()
    top.remove()
    const groups = new Set()
    document.querySelector('#after')?.remove()
    const usable = [...within.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')].filter((element) => {
      if (element.disabled || !element.checkVisibility({ visibilityProperty: true })) return false
      if (element.type !== 'radio') return true
      // One stop a group: the chosen one, or the first.
      const group = [...document.getElementsByName(element.name)].filter((of) => !of.disabled)
      const stop = group.find((of) => of.checked) ?? group[0]
      if (stop !== element || groups.has(element.name)) return false
      groups.add(element.name)
      return true
    })
    window.expectedStops = usable
    const after = document.createElement('button')
    after.id = 'after'
    after.textContent = 'After the example'
    within.append(after)
    return usable.length
  })
  const faults = []
  for (let n = 0; n < expected; n += 1) {
    await page.keyboard.press('Tab')
    faults.push(...(await page.evaluate(focusFaults, n)))
  }
  await page.keyboard.press('Tab')
  const isFree = await page.evaluate(() => document.activeElement === document.querySelector('#after'))
  return isFree ? faults : faults.concat('the focus cannot leave the last control')
}

/** Runs in the page: what is wrong with where the focus is. */
function focusFaults(n) {
  const focused = document.activeElement
  const wanted = window.expectedStops[n]
  const called = (element) => element?.outerHTML.slice(0, 120)
  if (focused !== wanted) return [`stop ${n + 1} is ${called(focused)}, not ${called(wanted)}`]
  const faults = []
  // The ring is on the control, on its label's drawing, or on the whole row of a task.
  const label = focused.nextElementSibling
  const rings = [getComputedStyle(focused), getComputedStyle(focused, '::after')]
  if (label) rings.push(getComputedStyle(label, '::before'))
  const isRung = rings.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
  if (!isRung) faults.push(`no ring round ${called(focused)}`)
  // Some part of it is on the screen and nothing else is over it.
  const drawn = focused.matches('[type=radio], [type=checkbox]') ? [focused, label] : [focused]
  const isSeen = drawn.some((element) => {
    for (const box of element.getClientRects()) {
      for (const [x, y] of [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]]) {
        const over = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)
        if (over && element.contains(over)) return true
      }
    }
    return false
  })
  if (!isSeen) faults.push(`covered: ${called(focused)}`)
  return faults
}

test('every example can be used with the keyboard alone', { viewport: LARGE, timeout: TIMEOUT }, (of) =>
  onEach(of, () => walk(of.page)),
)

test('the keyboard is seen on a very small screen', { viewport: TINY, colorScheme: 'dark', timeout: TIMEOUT }, (of) =>
  onEach(of, () => walk(of.page)),
)

test('the keyboard is seen in forced colours', { viewport: SMALL, forcedColors: 'active', timeout: TIMEOUT }, (of) =>
  onEach(of, () => walk(of.page)),
)

test('the markup is the published one', { timeout: TIMEOUT }, async ({ page, open }) => {
  const published = new Map()
  const mirrored = new Map()
  await onEach({ page, open }, async ({ mirrors }) => {
    if (!mirrors) return []
    const [component, name] = mirrors.split(/: (.*)/s)
    if (!published.has(component)) published.set(component, publishedExamples(component))
    const html = published.get(component).get(name)
    if (html === undefined) return [`there is no published example "${mirrors}"`]
    if (mirrored.has(mirrors)) return [`"${mirrors}" is mirrored twice`]
    mirrored.set(mirrors, component)
    const { ours, theirs } = await page.evaluate(bothAsLines, { selector: '#gallery-example', html })
    const at = ours.findIndex((line, n) => line !== theirs[n])
    if (at < 0 && ours.length === theirs.length) return []
    const place = at < 0 ? ours.length : at
    return [`\n  ours:      ${ours[place]}\n  published: ${theirs[place]}`]
  })
  for (const [component, of] of [...published].sort()) {
    const n = [...mirrored.values()].filter((mirror) => mirror === component).length
    console.log(`${component}: ${n} of ${of.size} official examples mirrored`)
  }
  const n = mirrored.size
  const m = [...published.values()].reduce((sum, of) => sum + of.size, 0)
  console.log(`all: ${n} of ${m} official examples mirrored`)
  assert.ok(n >= 250, `${n} examples are mirrored`)
})

test('every message has words, and no two keys stand for a gap', async ({ page, open, expectNoAxe }) => {
  await open('#/gallery/messages')
  await page.getByRole('heading', { level: 1, name: 'Every message' }).waitFor()
  const words = await page.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => [...row.cells].map((cell) => cell.textContent)))
  assert.ok(words.length > 30, `${words.length} messages`)
  for (const [key, text] of words) {
    assert.ok(text.trim().length > 0, `${key} says something`)
    assert.ok(!text.startsWith('['), `${key} has words`)
    if (!key.startsWith('problem.')) assert.doesNotMatch(text, /[{}]/, `${key} leaves no place open`)
  }
  await expectNoAxe()
})

test('a link of the error summary leads to the field and leaves the address alone', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ component, name }) => component === 'page' && name === 'with errors and alerts'))
  const address = page.url()
  await page.getByRole('alert').getByRole('link').press('Enter')
  assert.equal(page.url(), address)
  const focused = page.locator(':focus')
  assert.equal(await focused.getAttribute('type'), 'radio')
  assert.equal(await focused.getAttribute('id'), 'item-2')
  // The legend is in view, below the alert bar.
  const legend = await page.getByText('2. I have had enough to eat').boundingBox()
  const bar = await page.getByRole('region', { name: /^Risk/ }).boundingBox()
  assert.ok(legend.y >= bar.y + bar.height, 'the question is not under the alert bar')
})

test('a field far below its legend is brought into view itself', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ name }) => name === 'over a long group of fields'))
  await page.getByRole('link', { name: 'Enter line 12' }).press('Enter')
  const field = page.getByRole('textbox', { name: 'Line 12', exact: true })
  assert.ok(await field.evaluate((element) => element === document.activeElement))
  const { top, bottom, height } = await field.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return { top, bottom, height: innerHeight }
  })
  assert.ok(top >= 0 && bottom <= height, `from ${top} to ${bottom} of ${height}`)
})

test('an error summary takes the focus when it appears', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ component, name }) => component === 'error_summary' && name === 'default'))
  const title = await page.locator(':focus').getByRole('heading').textContent()
  assert.equal(title.trim(), 'There is a problem')
})

test('typing in the middle of a word keeps the caret where it is', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ component, name }) => component === 'input' && name === 'value'))
  const input = page.getByRole('textbox')
  await input.evaluate((element) => {
    element.focus()
    element.setSelectionRange(2, 2)
  })
  await page.keyboard.type('xyz')
  assert.equal(await input.inputValue(), 'QQxyz 12 34 56 C')
  assert.equal(await input.evaluate((element) => element.selectionStart), 5)
})

test('an error that comes and goes leaves the focus and the text alone', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ component, name }) => component === 'input' && name === 'an error that comes and goes'))
  const input = page.getByRole('textbox', { name: 'Full name' })
  await page.getByText("Enter the person's full name").waitFor()
  await input.focus()
  await page.keyboard.type('Al')
  await page.getByText("Enter the person's full name").waitFor({ state: 'detached' })
  assert.equal(await input.getAttribute('aria-describedby'), 'comes-and-goes-hint')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.getByText("Enter the person's full name").waitFor()
  await page.keyboard.type('B')
  assert.equal(await input.inputValue(), 'B')
})

test('radios are chosen with the arrow keys and a label anywhere', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ component, name }) => component === 'radios' && name === 'the answer scale of a measure'))
  const group = page.getByRole('group', { name: '1. I have slept well' })
  await group.getByRole('radio', { name: 'Sometimes' }).focus()
  await page.keyboard.press('ArrowRight')
  assert.ok(await group.getByRole('radio', { name: 'Often' }).isChecked())
  await group.getByText('Not at all').click()
  assert.ok(await group.getByRole('radio', { name: 'Not at all' }).isChecked())
  assert.equal(await group.getByRole('radio', { checked: true }).count(), 1)
})

test('what is left of a limit is read out when the person pauses', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ component, name }) => component === 'character_count' && name === 'default'))
  const input = page.getByRole('textbox')
  await input.focus()
  await page.keyboard.type('twelve signs')
  assert.equal(await input.inputValue(), 'twelve signs', 'a limit stops nobody')
  const status = page.getByRole('status')
  assert.equal(await status.textContent(), '', 'nothing is read out while typing')
  await page.waitForFunction(() => document.querySelector('[role=status]').textContent !== '')
  assert.equal(await status.textContent(), 'You have 2 characters too many')
})

test('text that looks like markup is shown as it is', async ({ page, open }) => {
  const all = await examples(page, open)
  await show(page, all.find(({ name }) => name === 'with text that could be taken for markup'))
  await page.getByText('<img src=x onerror=alert(1)> & "co"').waitFor()
  assert.equal(await page.locator('#gallery-example img').count(), 0)
})
