import { expect, test } from 'vitest'
import { releaseNotes, type Release } from './release-notes.ts'

const RELEASE: Release = {
  tag: 'v1.2.0',
  repository: 'shop/sim',
  manifest: { version: '1.2.0', repository: { url: 'git+https://github.com/shop/sim.git' } },
  changelog:
    '# Changelog\n\n## 1.2.0 (2026-12-01)\nNew things.\n\n### Gateway\n- One.\n\n## 1.1.0\n- Old.\n',
}

test('the notes of a release are what the change log says of it', () => {
  expect(releaseNotes(RELEASE)).toBe('New things.\n\n### Gateway\n- One.')
})

test.each([
  [{ tag: 'v1.3.0' }, 'the tag is v1.3.0, and package.json has version 1.2.0: tag v1.2.0'],
  [{ repository: 'fork/sim' }, 'this is fork/sim, and package.json names'],
  [{ changelog: '# Changelog\n\n## Unreleased\n- One.\n' }, 'says nothing under "## 1.2.0"'],
])('%j is refused with the remedy', (change, message) => {
  expect(() => releaseNotes({ ...RELEASE, ...change })).toThrow(message)
})
