// A disk of its own for a profile, so that its power can be cut: a file system in a file, copied while it is in use.
//
// The copy holds what the file system had handed to the disk at that moment, and nothing that was still in memory on
// its way there. It does not show a disk that says it has written what it has not.

import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const SIZE = 300 * 1024 * 1024

function run(program, ...words) {
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] })
}

export class Disk {
  #image
  #copy

  constructor(folder) {
    this.#image = join(folder, 'disk.img')
    this.#copy = join(folder, 'cut.img')
    this.mounted = join(folder, 'mounted')
    const file = openSync(this.#image, 'w')
    ftruncateSync(file, SIZE)
    closeSync(file)
    run('mkfs.ext4', '-q', '-F', this.#image)
    mkdirSync(this.mounted)
    run('mount', '-o', 'loop', this.#image, this.mounted)
  }

  /** Writes whatever is on its way. */
  settle() {
    run('sync', '-f', this.mounted)
  }

  /** Copies what the disk holds at this moment. */
  cut() {
    run('cp', '--sparse=always', this.#image, this.#copy)
  }

  /** Puts the copy in the place of the disk, as after the power is back. */
  comeBack() {
    run('umount', '-l', this.mounted)
    run('mount', '-o', 'loop', this.#copy, this.mounted)
  }

  remove() {
    try { run('umount', '-l', this.mounted) } catch { /* it was not mounted */ }
  }
}

/** Why the power cannot be cut here; nothing where it can. */
export function whyNoPower(folder) {
  if (process.platform !== 'linux' || process.getuid() !== 0) return 'needs Linux and root, for a disk of its own'
  let disk
  try {
    disk = new Disk(folder)
    disk.settle()
    return undefined
  } catch (error) {
    return String(error.stderr ?? error.message).trim().split('\n').pop()
  } finally {
    disk?.remove()
    for (const name of ['disk.img', 'mounted']) rmSync(join(folder, name), { recursive: true, force: true })
  }
}
