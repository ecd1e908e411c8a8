// What kit/ may import, and who may import it.
import type { IConfiguration } from 'dependency-cruiser'
import { rule } from './import-rule.ts'

type Rules = NonNullable<IConfiguration['forbidden']>

/** A peer of users, which dependency-cruiser takes for undeclared where its peer is an optional one. */
export const MSW = '(^|/)node_modules/msw/'

/** `publicSide`: what a suite may import of the simulator; `testing`: tests and fixtures. */
export const kit = (publicSide: readonly string[], testing: string): Rules => [
  rule(
    'kit-stands-alone',
    'kit/ is what other projects import: a sandbox, the drawing of a trace, a signing client.',
    { path: '^kit/', pathNot: testing },
    {
      path: '^(server|client-tests|scenarios|cli|bench|tools)/',
      pathNot: [
        ...publicSide,
        '^server/pki/',
        String.raw`^server/hosts/new-enough-node[.]ts$`,
        '^client-tests/(reports/timeline|drives/openapi-client)[.]ts$',
      ],
    },
  ),
  rule(
    'kit-is-not-imported',
    'Who needs what the kit has takes it from where the kit does.',
    { path: '^(cli|bench|tools)/', pathNot: testing },
    { path: '^kit/' },
  ),
]

export const mswInItsEntry = (testing: string) =>
  rule(
    'msw-in-its-entry',
    'msw is the user’s, and only `alipay-sim/msw` may ask for it.',
    { pathNot: [String.raw`^kit/msw[.]ts$`, testing] },
    { path: MSW },
  )
