// How v3 words a refusal: an HTTP status and a code without the prefix that v2 gives it. Business
// codes keep their `ACQ.`.

/** By the code that v2 gives the same refusal; the states are those of open-v3/054oog. */
const STATUSES: Record<string, number> = {
  '20000': 500,
  '20001': 401,
  '40005': 429,
  '40006': 403,
}

export function statusOf(code: string, subCode: string | undefined): number {
  // The pages of v3 list every business code under 400, also the one that says "unknown".
  if (subCode?.includes('ACQ.')) return 400
  return STATUSES[code] ?? 400
}

/** `isv.invalid-app-id` is `invalid-app-id`; `aop.ACQ.SYSTEM_ERROR` is `ACQ.SYSTEM_ERROR`. */
export const wireCode = (subCode: string) => subCode.replace(/^(?:isv|isp|aop)\./, '')
