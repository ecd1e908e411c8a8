// The page of the kill matrix in the docs.
export const PAGE = new URL('../../docs/kill-matrix.md', import.meta.url)

const HEAD = `# The kill matrix

Who grades merchants must be graded. Every rule of the checklist has at least one **mutant**: the exemplary merchant with one decision
bent. All mutants play all scenarios in virtual time in \`npm test\`, those of a till abroad the scenarios of AMS. A mutant must turn exactly
the declared rules red; a rule that no mutant breaks is no rule. "Beside it" lists what may turn red with it and did (W: a warning). This page is written by
\`npm run matrix\` and checked by the tests.

| mutant | its flaw | killed by | beside it |
|---|---|---|---|
`

const ACQUIRERS = `
## Acquirers

Flawed acquirers play the scenarios for acquirers, each those of its model.

| acquirer | model | its flaw | killed by | beside it |
|---|---|---|---|---|
`

export function pageOf(lines: readonly string[], ofAcquirers: readonly string[]): string {
  return `${HEAD}${lines.join('\n')}\n${ACQUIRERS}${ofAcquirers.join('\n')}\n`
}
