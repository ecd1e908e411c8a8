// The rows of the checklist about cancel: severity, families, and words for people.
import { row, type Row } from '../row.ts'
import { retryFlagIsReadWithTheCode } from './retry-flag-is-read-with-the-code.ts'

export const canRows: readonly Row[] = [
  row(retryFlagIsReadWithTheCode, 'critical', 'O', {
    title: ['A cancel succeeds by code and retry_flag', '正确判断撤销结果'],
    trigger: ['A CANCEL answered retry_flag=Y, or was refused', '撤销返回 retry_flag=Y 或被拒'],
    remedy: [
      'Treat retry_flag=Y as unknown: cancel again.',
      'retry_flag=Y 视为结果未知，继续撤销。',
    ],
    timed: true,
  }),
]
