// What the tests put in the browser's place, and what they see from there. The page's policy allows no
// script made of text.

const seen = []
let putBack = []

function replace(object, name, make) {
  const real = object[name]
  object[name] = make(real)
  putBack.push(() => (object[name] = real))
}

/** Ends all watching; what was seen since it began. */
export function stopWatching() {
  putBack.forEach((put) => put())
  putBack = []
  return seen.splice(0)
}

/** Sees every address that is fetched. */
export function watchFetches() {
  replace(window, 'fetch', (real) => (address, ...more) => {
    seen.push(String(address))
    return real.call(window, address, ...more)
  })
}

/** Sees the mode and the durability of every transaction. */
export function watchTransactions() {
  replace(IDBDatabase.prototype, 'transaction', (real) => function (...words) {
    const begun = real.apply(this, words)
    seen.push(`${begun.mode} ${begun.durability}`)
    return begun
  })
}

/** Catches what is offered as a file instead of handing it over. */
export function catchFiles() {
  replace(URL, 'createObjectURL', (real) => (blob) => {
    seen.push(blob)
    return real.call(URL, blob)
  })
  replace(HTMLAnchorElement.prototype, 'click', () => function () {
    seen.push(this.download)
  })
}

/** The name, the media type and the text of the file that was caught. */
export async function caughtFile() {
  const [blob, name] = stopWatching()
  return [name, blob.type, await blob.text()]
}

/** Puts another clock into the page, `offset` minutes behind UTC, until watching stops. */
export function setClock(milliseconds, offset) {
  replace(window, 'Date', (Real) => {
    class Set extends Real {
      constructor() {
        super(milliseconds - offset * 60_000)
      }
      getTimezoneOffset() {
        return offset
      }
    }
    for (const part of ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds']) {
      Set.prototype[`get${part}`] = Real.prototype[`getUTC${part}`]
    }
    return Set
  })
}

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** Puts any value at all on a shelf of the database. */
export async function putByHand(json, shelf, key) {
  const database = await answered(indexedDB.open('mhtr-forms'))
  const store = database.transaction(shelf, 'readwrite').objectStore(shelf)
  await answered(store.put(JSON.parse(json), key))
  database.close()
}

/** Deletes the database, which closes every connection to it. */
export async function deleteDatabase() {
  await answered(indexedDB.deleteDatabase('mhtr-forms'))
}

/** Has no room for anything until the room kept free is let go of, and then for so many rows. */
export function beFullWith(nRows) {
  let nLeft = 0
  replace(IDBObjectStore.prototype, 'clear', (clear) => function () {
    if (this.name === 'ballast') nLeft = nRows
    return clear.call(this)
  })
  replace(IDBObjectStore.prototype, 'put', (put) => function (...row) {
    if (nLeft === 0) throw new DOMException('no room', 'QuotaExceededError')
    nLeft -= 1
    return put.apply(this, row)
  })
}

/** Refuses to put anything at a key, with an exception as for what cannot be stored at all. */
export function refuseKey(refused) {
  for (const name of ['put', 'add']) {
    replace(IDBObjectStore.prototype, name, (real) => function (value, key) {
      if (key === refused) throw new DOMException('refused', 'DataError')
      return real.call(this, value, key)
    })
  }
}

/** Puts the database of a first version in the place of ours, with an answer in clear. */
export async function makeFirstVersion() {
  await deleteDatabase()
  const request = indexedDB.open('mhtr-forms', 1)
  request.onupgradeneeded = () => {
    for (const name of ['cases', 'aside']) {
      request.result.createObjectStore(name).put({ body: 'in clear' }, 'a')
    }
  }
  const database = await answered(request)
  database.close()
}

/** The names of the shelves of the database, in order. */
export async function shelves() {
  const database = await answered(indexedDB.open('mhtr-forms'))
  const names = [...database.objectStoreNames]
  database.close()
  return names
}

/** Makes a database with nothing in it. */
export async function makeDatabase(name) {
  const database = await answered(indexedDB.open(name))
  database.close()
}

/** Removes a database of any name. */
export async function removeDatabase(name) {
  await answered(indexedDB.deleteDatabase(name))
}

/** Has service workers stand here, each a scope and the address of its script, until watching stops. */
export function standServiceWorkers(scopesAndScripts) {
  const made = JSON.parse(scopesAndScripts).map(([scope, scriptURL]) =>
    Object.create(ServiceWorkerRegistration.prototype, {
      scope: { value: scope },
      active: { value: Object.create(ServiceWorker.prototype, { scriptURL: { value: scriptURL } }) },
    }),
  )
  replace(navigator.serviceWorker, 'getRegistrations', () => async () => made)
}

/** Refuses every look at what is stored, as a browser told to keep nothing does. */
export function refuseStorage() {
  const refuse = () => {
    throw new DOMException('refused', 'SecurityError')
  }
  for (const [object, name] of [[window, 'localStorage'], [window, 'indexedDB'], [navigator, 'serviceWorker']]) {
    const real = Object.getOwnPropertyDescriptor(object, name)
    Object.defineProperty(object, name, { configurable: true, get: refuse })
    putBack.push(() => (real ? Object.defineProperty(object, name, real) : delete object[name]))
  }
}
