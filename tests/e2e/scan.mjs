// Looks for words in every file of a folder, however they may have been written there.

import { readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

/** What of a text's base64 is the same whatever stands before and behind it, for each of the three ways it can fall. */
function inBase64(text) {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64').replace(/=+$/, '')
    return encoded.slice([0, 2, 3][before], -1)
  })
}

/** Every file below a folder. */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}

/** Where one of the words stands in a file below the folder: in UTF-8, UTF-16 or base64, compressed or not. */
export function scan(folder, words) {
  const wanted = words.map((word) => ({
    word,
    ways: { 'UTF-8': [Buffer.from(word)], 'UTF-16': [Buffer.from(word, 'utf16le')], base64: inBase64(word).map((text) => Buffer.from(text)) },
  }))
  const found = []
  for (const file of filesBelow(folder)) {
    const bytes = readFileSync(file)
    const contents = [bytes]
    for (const unpack of [gunzipSync, brotliDecompressSync]) {
      try { contents.push(unpack(bytes)) } catch { /* it is not packed that way */ }
    }
    for (const { word, ways } of wanted) {
      for (const [way, needles] of Object.entries(ways)) {
        if (needles.some((needle) => contents.some((content) => content.includes(needle)))) found.push(`${word} in ${relative(folder, file)} (${way})`)
      }
    }
  }
  return found
}
