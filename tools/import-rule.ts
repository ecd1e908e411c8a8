// One law of who may import whom, as dependency-cruiser takes it.
import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

export const testOrFixture = String.raw`[.](test|fixture)[.]ts$`

export const testing = String.raw`[.](test|contract|fixture)[.]ts$`

export const rule = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to })

export function packageIs(name: string): { path: string } {
  return { path: `(^|/)node_modules/${name}/` }
}
