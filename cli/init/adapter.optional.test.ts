// `init --adapter java` and `go`: the skeletons pass the adapter check.
import { expect, test } from 'vitest'
import { isMissing, type Program } from '../../server/testing/programs.fixture.ts'
import { tryAdapter } from './adapter.fixture.ts'

const LANGUAGES: readonly [language: string, needs: Program, program: readonly string[]][] = [
  ['Java', 'javac', ['java']],
  ['Go', 'go', ['go', 'run']],
]

for (const [language, needs, program] of LANGUAGES) {
  test.skipIf(isMissing(needs))(
    `the shop in ${language} passes adapter-check`,
    async () => {
      const { code, complaints, endpoints } = await tryAdapter(language.toLowerCase(), program)
      expect({ code, complaints }).toEqual({ code: 0, complaints: [] })
      expect(endpoints).toContain('GET /conformance/refunds/{id}')
    },
    60_000,
  )
}
