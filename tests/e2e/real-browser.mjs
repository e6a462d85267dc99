// A Chromium that can be killed: a process group of its own, over a profile on the disk that outlives it.

import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { FLAGS } from './browser.mjs'

const LONGEST_START = 30_000
const LONGEST_END = 10_000

/** Starts a browser over a profile, as somebody does who comes back to their machine. */
export async function startBrowser(profile, flags = []) {
  // What a killed browser leaves behind to say that it is still there.
  for (const name of ['DevToolsActivePort', 'SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    rmSync(join(profile, name), { force: true })
  }
  const program = process.env.CHROMIUM ?? '/usr/bin/chromium'
  const words = [...FLAGS, '--headless', '--no-default-browser-check', '--remote-debugging-port=0', `--user-data-dir=${profile}`, ...flags, 'about:blank']
  const child = spawn(program, words, { detached: true, stdio: 'ignore' })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const kill = () => {
    // Once it has ended there is nobody to kill.
    try { process.kill(-child.pid, 'SIGKILL') } catch { /* it has ended */ }
  }
  try {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await portOf(profile)}`)
    const [context] = browser.contexts()
    const page = context.pages()[0] ?? (await context.newPage())
    // Leaving a page may be asked about; whoever leaves here means it.
    page.on('dialog', (dialog) => dialog.accept().catch(() => {}))
    return {
      context,
      page,
      /** Ends every process of it at once. */
      kill,
      /** Asks it to end, as the system does that shuts down. */
      terminate: () => child.kill('SIGTERM'),
      /** Closes it, as its last window being closed does. */
      close: async () => {
        const session = await browser.newBrowserCDPSession()
        await session.send('Browser.close').catch(() => {})
      },
      /** Crashes the tab. */
      crashTab: async () => {
        const session = await context.newCDPSession(page)
        session.send('Page.crash').catch(() => {})
      },
      /** Waits until it has ended, and ends it where it takes too long. */
      ended: async () => {
        await Promise.race([ended, wait(LONGEST_END)])
        kill()
        await ended
        await browser.close().catch(() => {})
      },
    }
  } catch (error) {
    kill()
    throw error
  }
}

/** The port at which a browser just started listens. */
async function portOf(profile) {
  for (const until = Date.now() + LONGEST_START; Date.now() < until; await wait(50)) {
    try {
      const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
      if (port !== '') return port
    } catch { /* not written yet */ }
  }
  throw new Error('the browser did not start')
}
