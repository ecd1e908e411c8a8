import { expect, test } from 'vitest'
import { billOf, bundledIn, type Bill } from './bill-of-materials.ts'

const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  name,
  version,
})

const LISTED: Bill = {
  bomFormat: 'CycloneDX',
  metadata: { component: component('folder', '0.1.0') },
  components: [
    component('hono', '4.0.0'),
    component('vitest', '5.0.0'),
    component('@a/b', '1.2.3'),
  ],
  dependencies: [
    { ref: 'folder@0.1.0', dependsOn: ['hono@4.0.0', 'vitest@5.0.0'] },
    { ref: 'hono@4.0.0', dependsOn: ['@a/b@1.2.3', 'vitest@5.0.0'] },
    { ref: 'vitest@5.0.0', dependsOn: [] },
  ],
}

const US = { name: 'alipay-sim', version: '0.1.0' }

test('the notices of licences name what was bundled', () => {
  const rule = '-'.repeat(80)
  const notices = `hono 4.0.0 (MIT)\n\nMIT License (c)\n\n${rule}\n\n@a/b 1.2.3-rc.1 (Apache-2.0 OR MIT)\n\nText 1.0 of it\n`
  expect(bundledIn(notices)).toEqual(['hono@4.0.0', '@a/b@1.2.3-rc.1'])
})

test('the bill holds what was bundled and nothing else, and the package depends on all of it', () => {
  const { metadata, components, dependencies } = billOf(LISTED, ['hono@4.0.0', '@a/b@1.2.3'], US)
  expect(metadata.component).toMatchObject({ name: 'alipay-sim', purl: 'pkg:npm/alipay-sim@0.1.0' })
  expect(components.map(({ name }) => name)).toEqual(['hono', '@a/b'])
  expect(dependencies).toEqual([
    { ref: 'alipay-sim@0.1.0', dependsOn: ['@a/b@1.2.3', 'hono@4.0.0'] },
    { ref: 'hono@4.0.0', dependsOn: ['@a/b@1.2.3'] },
  ])
})

test('a bundled package that npm does not list is an error', () => {
  expect(() => billOf(LISTED, ['hono@4.0.1'], US)).toThrow(
    'bundled, and not in the lock: hono@4.0.1',
  )
})
