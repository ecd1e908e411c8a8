// `init --adapter python` and `php`: the skeletons pass the adapter check.
import { expect, test } from 'vitest'
import { isMissing, type Program } from '../../server/testing/programs.fixture.ts'
import { tryAdapter } from './adapter.fixture.ts'

const LANGUAGES: readonly [language: string, program: Program][] = [
  ['Python', 'python3'],
  ['PHP', 'php'],
]

for (const [language, program] of LANGUAGES) {
  test.skipIf(isMissing(program))(
    `the shop in ${language} passes adapter-check`,
    async () => {
      const { code, complaints, endpoints } = await tryAdapter(language.toLowerCase(), [program])
      expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
      expect(endpoints).toContain('GET /conformance/refunds/{id}')
    },
    60_000,
  )
}
