// Writes docs/kill-matrix.md: plays every mutant and notes which rules it turned red. With names it plays those
// mutants alone, and leaves the lines of the others as they are.
import { readFileSync, writeFileSync } from 'node:fs'
import { gradeAcquirerInMatrix, lineOfAcquirer } from '../client-tests/matrix/acquirers.ts'
import { gradeInMatrix, lineOf, scenariosFor } from '../client-tests/matrix/matrix.ts'
import { PAGE, pageOf } from '../client-tests/matrix/page.ts'
import { flawedAcquirers } from '../client-tests/merchants/acquirers/flawed.ts'
import { mutants } from '../client-tests/merchants/mutants/mutants.ts'

const wanted = new Set(process.argv.slice(2))
const isWanted = (name: string) => wanted.size === 0 || wanted.has(name)
const before = readFileSync(PAGE, 'utf8').split('\n')
const lines: string[] = []
for (const mutant of mutants) {
  const { name } = mutant
  const known = before.find((line) => line.startsWith(`| \`${name}\` |`))
  if (known !== undefined && !isWanted(name)) {
    lines.push(known)
    continue
  }
  const { card } = await gradeInMatrix(mutant, scenariosFor(mutant))
  lines.push(lineOf(mutant, card))
  process.stderr.write(`${lines.length}/${mutants.length} ${name}\n`)
}
const ofAcquirers: string[] = []
for (const acquirer of flawedAcquirers) {
  const { name } = acquirer
  const known = before.find((line) => line.startsWith(`| \`${name}\` |`))
  if (known !== undefined && !isWanted(name)) {
    ofAcquirers.push(known)
    continue
  }
  const { card } = await gradeAcquirerInMatrix(acquirer)
  ofAcquirers.push(lineOfAcquirer(acquirer, card))
  process.stderr.write(`${ofAcquirers.length}/${flawedAcquirers.length} ${name}\n`)
}
writeFileSync(PAGE, pageOf(lines, ofAcquirers))
