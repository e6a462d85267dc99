// Starts the browser of every test, the same way.

import { chromium } from 'playwright-core'

// Without these Chromium speaks to its maker, and will not start as root in a container.
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A headless Chromium with an empty profile; the variable CHROMIUM names another one than Debian's. */
export function launch(flags = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...FLAGS, ...flags],
    timeout: 120_000,
  })
}
