import { useContext, useEffect, useState } from 'preact/hooks'
import type { PersonView } from '#shared/contract.ts'
import { AccountContext } from '../role.ts'
import { type RecentPerson, recentPersons, storedAccount } from '../settings.ts'

const most = 8

/** Whom the signed-in person looked at, newest first. */
export function useRecents(): RecentPerson[] {
  const account = useContext(AccountContext)
  const [kept, setKept] = useState<Awaited<ReturnType<typeof recentPersons.getValue>>>(null)
  useEffect(() => {
    recentPersons.getValue().then(setKept)
    return recentPersons.watch(setKept)
  }, [])
  return kept && kept.accountId === account?.id ? kept.persons : []
}

/** Keeps whom one looks at. */
export function useRemembered(view: PersonView | null): void {
  const account = useContext(AccountContext)
  const key = view && `${view.person.tenantId}/${view.person.id}`
  useEffect(() => {
    if (view && account) void remember(account.id, recentOf(view))
  }, [key, account?.id])
}

function recentOf({ person, tenantName }: PersonView): RecentPerson {
  const { tenantId, id, displayName, userPrincipalName, jobTitle } = person
  return { tenantId, tenantName, personId: id, displayName, userPrincipalName, jobTitle }
}

async function remember(accountId: string, person: RecentPerson): Promise<void> {
  const kept = await recentPersons.getValue()
  const before = kept?.accountId === accountId ? kept.persons : []
  const others = before.filter(
    ({ tenantId, personId }) => tenantId !== person.tenantId || personId !== person.personId,
  )
  // Whoever signed out meanwhile leaves nothing behind.
  if ((await storedAccount.getValue())?.id !== accountId) return
  await recentPersons.setValue({ accountId, persons: [person, ...others].slice(0, most) })
}
