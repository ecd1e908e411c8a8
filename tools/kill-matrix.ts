// Writes docs/kill-matrix.md: plays every mutant and notes which rules it turned red.
import { writeFileSync } from 'node:fs'
import { gradeInMatrix, lineOf } from '../client-tests/matrix/matrix.ts'
import { PAGE, pageOf } from '../client-tests/matrix/page.ts'
import { mutants } from '../client-tests/merchants/mutants/mutants.ts'

const lines: string[] = []
for (const mutant of mutants) {
  const { card } = await gradeInMatrix(mutant)
  lines.push(lineOf(mutant, card))
  process.stderr.write(`${lines.length}/${mutants.length} ${mutant.name}\n`)
}
writeFileSync(PAGE, pageOf(lines))
