// Firefox, for the few things that only it can answer. Playwright drives a Firefox of its own make only; this one is the
// one that people have, spoken to in its own protocol (Marionette), as Mozilla's geckodriver does.
//
//   const firefox = await startFirefox()
//   await firefox.open('file:///…/mhtr-forms.html')
//   await firefox.press('Continue')                    // a button or link by its words
//   await firefox.write('Type the five words', '…')    // a field by its label
//   await firefox.close()

import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const PREFERENCES = {
  'marionette.port': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
}

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const WAITED = 60_000

/** Runs in the page: what a person would find by its words. */
function named(roles, name) {
  const words = (element) => {
    const label = element.labels?.[0]?.innerText ?? element.getAttribute('aria-label') ?? element.innerText
    return label.replace(/\s+/g, ' ').trim()
  }
  return [...document.querySelectorAll(roles)].find((element) => words(element) === name && element.checkVisibility()) ?? null
}

export async function startFirefox(profile) {
  const own = profile ?? (await mkdtemp(join(tmpdir(), 'firefox-')))
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
  await writeFile(join(own, 'user.js'), lines.join(''))
  await rm(join(own, 'MarionetteActivePort'), { force: true })
  const program = process.env.FIREFOX ?? 'firefox-esr'
  const child = spawn(program, ['--headless', '--marionette', '--no-remote', '--profile', own], { stdio: 'ignore' })
  let ended
  child.on('error', (error) => { ended = error })
  child.on('exit', (code) => { ended ??= new Error(`${program} ended with ${code}`) })
  const until = async (what, work) => {
    for (const end = Date.now() + WAITED; ;) {
      const found = await work()
      if (found) return found
      if (ended) throw ended
      if (Date.now() > end) throw new Error(`Firefox: ${what} did not come within ${WAITED / 1000} s`)
      await wait(100)
    }
  }
  const port = await until('its port', () => readFile(join(own, 'MarionetteActivePort'), 'utf8').catch(() => ''))
  const speak = await speaker(Number(port))
  await speak('WebDriver:NewSession', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } })

  const script = async (body, ...given) =>
    (await speak('WebDriver:ExecuteScript', { script: `return (${body}).apply(null, arguments)`, args: given })).value
  const find = (roles, name) => until(`“${name}”`, () => script(named, roles, name))
  const of = (element) => ({ id: element[ELEMENT] })
  return {
    profile: own,
    script,
    until: (what, body, ...given) => until(what, () => script(body, ...given)),
    open: (url) => speak('WebDriver:Navigate', { url }),
    async press(name) {
      await speak('WebDriver:ElementClick', of(await find('button, a, summary, input[type=radio], input[type=checkbox]', name)))
    },
    async write(name, text) {
      const element = of(await find('input, textarea', name))
      await speak('WebDriver:ElementClear', element)
      await speak('WebDriver:ElementSendKeys', { ...element, text })
    },
    size: (width, height) => speak('WebDriver:SetWindowRect', { width, height }),
    async picture(file) {
      const { value } = await speak('WebDriver:TakeScreenshot', { full: true })
      await writeFile(file, Buffer.from(value, 'base64'))
    },
    /** Ends it; its profile stays if it was given. */
    async close() {
      const over = new Promise((resolve) => { child.once('exit', resolve) })
      await speak('Marionette:Quit', { flags: ['eAttemptQuit'] }).catch(() => child.kill())
      await over
      if (!profile) await rm(own, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The protocol: a length, a colon, and JSON, in both directions. */
async function speaker(port) {
  const socket = connect(port, '127.0.0.1')
  const waiting = new Map()
  let kept = Buffer.alloc(0)
  let n = 0
  const ready = new Promise((resolve, reject) => {
    waiting.set(0, { resolve, reject })
    socket.on('error', reject)
  })
  socket.on('data', (bytes) => {
    kept = Buffer.concat([kept, bytes])
    for (;;) {
      const colon = kept.indexOf(':')
      if (colon < 0) return
      const end = colon + 1 + Number(kept.subarray(0, colon))
      if (kept.length < end) return
      const message = JSON.parse(kept.subarray(colon + 1, end))
      kept = kept.subarray(end)
      // The first one is its greeting.
      const [, id, error, result] = Array.isArray(message) ? message : [1, 0, null, message]
      const { resolve, reject } = waiting.get(id)
      waiting.delete(id)
      if (error) reject(new Error(`Firefox: ${error.error}: ${error.message}`))
      else resolve(result)
    }
  })
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone'))
    waiting.clear()
  })
  await ready
  return (command, parameters) =>
    new Promise((resolve, reject) => {
      n += 1
      waiting.set(n, { resolve, reject })
      const text = JSON.stringify([0, n, command, parameters])
      socket.write(`${Buffer.byteLength(text)}:${text}`)
    })
}
