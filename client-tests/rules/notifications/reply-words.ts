// What is wrong with the reply to a notification, by its bytes: the causes that shops really have.

/** In English and in Chinese; a rule's sentence takes it in. */
interface Words {
  en: string
  zh: string
}

/** How an acknowledgement of one family is worded, for whoever reads a verdict. */
export interface AcknowledgementWords {
  expected: Words
  /** What is wrong with a reply that is no acknowledgement. */
  causeOf(httpStatus: number, body: string): Words
}

/** Told from the first that fits. */
const CAUSES: readonly [fits: (body: string) => boolean, en: string, zh: string][] = [
  [(body) => body === '', 'nothing at all', '空应答'],
  [(body) => body.startsWith('\uFEFF'), 'a byte order mark before it', '前有 BOM（字节顺序标记）'],
  [
    (body) => body.trim() === 'success',
    'white space or a line break beside it',
    '前后有空白或换行',
  ],
  [(body) => /^\s*["'`]success["'`]\s*$/i.test(body), 'quotes around it', '带引号'],
  [(body) => /^(\s*success\s*){2,}$/i.test(body), 'the word more than once', '重复输出'],
  [(body) => /^\s*success\s*$/i.test(body), 'other letters than small ones', '大小写不符'],
  [(body) => /^\s*[[{]/.test(body), 'JSON', 'JSON 文本'],
  [(body) => /<\w+/.test(body), 'a page', 'HTML 页面'],
  [(body) => body.includes('success'), 'other text around it', '夹有其他文本'],
]

/** Why a reply under HTTP 200 is no acknowledgement. */
function causeIn(causes: typeof CAUSES, httpStatus: number, body: string): Words {
  if (httpStatus !== 200) {
    return { en: `HTTP ${httpStatus} instead of 200`, zh: `HTTP ${httpStatus} 而非 200` }
  }
  const known = causes.find(([fits]) => fits(body))
  return known ? { en: known[1], zh: known[2] } : { en: 'another text', zh: '其他文本' }
}

/** Of openapi, and of the older gateway before it. */
export const SUCCESS_WORDS: AcknowledgementWords = {
  expected: { en: 'exactly "success"', zh: '恰好 "success"' },
  causeOf: (httpStatus, body) => causeIn(CAUSES, httpStatus, body),
}

const RESULT_CAUSES: typeof CAUSES = [
  [(body) => body === '', 'nothing at all', '空应答'],
  [(body) => /^\W*success\W*$/i.test(body), 'the word of another gateway', '其他网关的应答'],
  [(body) => !/^\s*\{/.test(body), 'no JSON object', '不是 JSON 对象'],
  [(body) => !/"resultStatus"/.test(body), 'no resultStatus in it', '缺少 resultStatus'],
  [(body) => !/"resultCode"\s*:\s*"SUCCESS"/.test(body), 'another resultCode', 'resultCode 不符'],
]

/** Of AMS: a result that says S and SUCCESS. */
export const RESULT_WORDS: AcknowledgementWords = {
  expected: {
    en: 'JSON with resultStatus S and resultCode SUCCESS',
    zh: 'resultStatus 为 S、resultCode 为 SUCCESS 的 JSON',
  },
  causeOf: (httpStatus, body) => causeIn(RESULT_CAUSES, httpStatus, body),
}

/** Escapes make a newline or a byte order mark visible. */
export function shownReply(httpStatus: number, body: string): string {
  const text = JSON.stringify(body.length > 40 ? `${body.slice(0, 40)}…` : body)
  return `HTTP ${httpStatus} ${text.replaceAll('\uFEFF', String.raw`\ufeff`)}`
}
