// Keys of one server: ready-made ones first, then made ones, and none twice.
import { expect, test } from 'vitest'
import type { KeyPair } from './key-pair.ts'
import { createKeyring } from './keyring.ts'
import { APP_KEYS, GATEWAY_KEYS } from './ready-made-keys.table.ts'

function openRing(isFresh = false) {
  let made = 0
  const make = (): Promise<KeyPair> => {
    made += 1
    return Promise.resolve({ privateKey: `private ${made}`, publicKey: `public ${made}` })
  }
  return { ring: createKeyring(make, isFresh), made: () => made }
}

test('the ready-made pairs come first, each once; then pairs are made', async () => {
  const { ring, made } = openRing()
  const taken = await Promise.all(Array.from({ length: APP_KEYS.length + 2 }, () => ring.take()))
  const apps = taken.map(({ app }) => app.privateKey)
  const gateways = taken.map(({ gateway }) => gateway.privateKey)
  expect(apps.slice(0, APP_KEYS.length)).toEqual(APP_KEYS)
  expect(gateways.slice(0, GATEWAY_KEYS.length)).toEqual(GATEWAY_KEYS)
  expect(new Set([...apps, ...gateways]).size).toBe(2 * taken.length)
  expect(made()).toBe(4)
})

test('what a sandbox of the server has already is left out', async () => {
  const { ring } = openRing()
  const first = await openRing().ring.take()
  ring.note([first.app.publicKey, first.gateway.publicKey])
  const { app, gateway } = await ring.take()
  expect([app.privateKey, gateway.privateKey]).toEqual([APP_KEYS[1], GATEWAY_KEYS[1]])
})

test('fresh keys: nothing is ready-made', async () => {
  const { app, gateway } = await openRing(true).ring.take()
  expect([app.privateKey, gateway.privateKey]).toEqual(['private 1', 'private 2'])
})

test('the reserve is made when asked for, and filled up after each taking', async () => {
  const { ring, made } = openRing(true)
  expect(made()).toBe(0)
  ring.fill()
  expect(made()).toBe(2)
  expect((await ring.take()).app.privateKey).toBe('private 1')
  expect(made()).toBe(4)
})
