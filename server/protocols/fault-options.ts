// Options of faults that are codes of a gateway, where more than one family has codes of its own: each takes the
// codes of all, and the plain words.
import type { Unknown } from '../journal/reasons.ts'
import { isCode as isCodeOfAms } from './ams/codes.table.ts'
import { isCode as isCodeOfMapi } from './mapi/codes.table.ts'
import {
  DOCUMENTED as OF_OPENAPI,
  UNKNOWN_WORDS as UNKNOWNS_OF_OPENAPI,
  type Choice,
} from './openapi/fault-options.ts'
import { isCode, UNKNOWN_WORDS as UNKNOWNS_OF_WECHAT } from './wechat/codes.table.ts'

const more: ReadonlyMap<string, Unknown> = new Map(Object.entries(UNKNOWNS_OF_WECHAT))

/** How a gateway says that it does not know. */
export const UNKNOWN_WORDS: Choice<Unknown> = {
  codes: UNKNOWNS_OF_OPENAPI.codes,
  words: [...UNKNOWNS_OF_OPENAPI.words, ...more.keys()],
  meant: (word) => more.get(word) ?? UNKNOWNS_OF_OPENAPI.meant(word),
}

const isOfAnother = (name: string) => isCode(name) || isCodeOfAms(name) || isCodeOfMapi(name)

/** Any error by the name that its gateway's documentation gives it, or by its reason. */
export const DOCUMENTED = {
  says: `${OF_OPENAPI.says}; of WeChat Pay, such as NOTENOUGH; of AMS, such as RISK_REJECT; or of mapi, such as HAS_NO_PRIVILEGE`,
  first: OF_OPENAPI.first,
  whole: (name: string) => {
    const whole = OF_OPENAPI.whole(name)
    return OF_OPENAPI.isKnown(whole) || !isOfAnother(name) ? whole : name
  },
  isKnown: (name: string) => OF_OPENAPI.isKnown(name) || isOfAnother(name),
  reasonOf: OF_OPENAPI.reasonOf,
}
