import type { PersonHit } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { isolate } from '../../ui/isolate.ts'
import { fewest } from './use-search.ts'

interface GroundProps {
  text: string
  /** null = nothing was searched for, or not found yet. */
  found: PersonHit[] | null
  more: boolean
}

/** How many there are, and why there may be others: said politely with each answer. */
export function Ground({ text, found, more }: GroundProps) {
  const { data } = useRead('session.get', {}, { freshFor: 10 * 60_000 })
  const isLimited = data?.limited ?? false
  return (
    <div>
      <p class="quiet" role="status">
        {wordsOf(text, found, more)}
      </p>
      {isLimited && (
        <p class="quiet">An administrator has limited you to certain tenants: only those are searched.</p>
      )}
    </div>
  )
}

function wordsOf(text: string, found: PersonHit[] | null, more: boolean): string {
  if (text.length === 0) return 'Two letters are enough. Of a phone number, any three digits in a row.'
  if (text.length < fewest) return 'One more letter.'
  if (!found) return 'Searching'
  if (found.length === 0)
    return `Nobody is called “${isolate(text)}”. Try the surname alone, the e-mail address, or the end of the phone number.`
  const tenants = new Set(found.map(({ tenantId }) => tenantId)).size
  const persons = found.length === 1 ? '1 person' : `${found.length} persons`
  const where = tenants === 1 ? '' : ` in ${tenants} tenants`
  return more ? `The best ${found.length}${where}. A longer text finds fewer.` : `${persons}${where}`
}
