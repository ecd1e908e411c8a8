// Grades of merchants: the list, one of them while it runs and when it has ended, two compared.
import { route } from '../../data/route.ts'
import { ComparedPage } from './compared.tsx'
import { GradePage } from './grade.tsx'
import { GradeList } from './list.tsx'

export function GradesPage() {
  const { item, query } = route.value
  const other = query['with']
  if (item === undefined) return <GradeList />
  if (other) return <ComparedPage key={`${item} ${other}`} before={other} after={item} />
  return <GradePage key={item} id={item} />
}
