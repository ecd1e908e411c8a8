import { mutant } from './mutant.ts'

export default mutant({
  name: 'old-link-again',
  flaw: 'A download that failed is tried again 40 s later by the same link.',
  bend: { downloadRetry: { link: 'same', afterMs: 40_000, tries: 3 } },
  must: { 'REC-02': 'F' },
  may: [],
})
