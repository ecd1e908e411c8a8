// NTF-11: a genuine notification with parameters nobody has seen before, or without optional ones,
// is accepted: what is signed is whatever has come.
import type { Rule } from '../rule.ts'
import { checkUnusual } from './unusual-notices.ts'

export const allParametersAreRead: Rule = {
  id: 'NTF-11',
  source: '004:L385,L412; 002:L91-92',
  check(trace, parameters) {
    return checkUnusual(trace, parameters, 'params', ['other parameters than usual', '参数有增减'])
  },
}
