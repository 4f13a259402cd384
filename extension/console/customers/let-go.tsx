import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { isDisconnected } from '../../tenant/tenant-tags.tsx'
import { Button } from '../../ui/button.tsx'
import { isolate } from '../../ui/isolate.ts'
import { Notice } from '../../ui/notice.tsx'
import { isConnected, type Known } from './standing.ts'
import type { Work } from './use-work.ts'

interface LetGoProps {
  known: Known
  work: Work
  holdFocus: () => void
}
/** The way back: what ends and what stays is said before it is done. */
export function LetGo({ known, work, holdFocus }: LetGoProps) {
  const [isAsking, setAsking] = useState(false)
  const tools = useRef<HTMLDivElement>(null)
  const wasAsking = useRef(false)
  useEffect(() => {
    // The focus follows: to the question, and back to where it was asked.
    if (isAsking !== wasAsking.current)
      tools.current?.querySelector<HTMLElement>('fluent-button:last-of-type')?.focus()
    wasAsking.current = isAsking
  }, [isAsking])
  const { customer } = known
  if (!mayGo(known)) return null
  const name = isolate(customer.name)
  const letGo = async () => {
    if (!(await work.letGo(customer))) return
    setAsking(false)
    holdFocus()
  }
  return (
    <div ref={tools} class="customer-go">
      {isAsking ? (
        <Notice
          kind="warning"
          title={i18n.t('console.customers.letGoAsked', { name })}
          actions={
            <span class="buttons">
              <Button kind="danger" busy={work.isBusy(customer.tenantId)} onClick={letGo}>
                {i18n.t('console.customers.letGoNow')}
              </Button>
              <Button onClick={() => setAsking(false)}>{i18n.t('console.customers.keep')}</Button>
            </span>
          }
        >
          <Consequences customer={customer} />
        </Notice>
      ) : (
        <span class="buttons">
          {lacksActions(known) && (
            <Button
              size="small"
              busy={work.isBusy(customer.tenantId)}
              label={i18n.t('console.customers.addActionsFor', { name })}
              onClick={() => work.takeIn([customer.tenantId], 'both')}
            >
              {i18n.t('console.customers.addActions')}
            </Button>
          )}
          <Button
            size="small"
            label={i18n.t('console.customers.letGoOf', { name })}
            onClick={() => setAsking(true)}
          >
            {i18n.t('console.customers.letGo')}
          </Button>
        </span>
      )}
    </div>
  )
}

/** What was taken in through the partner, and what a job left half way there. */
function mayGo({ customer, job, ...rest }: Known): boolean {
  if (job?.state === 'running') return false
  const isIn = isConnected({ customer, job, ...rest }) && customer.tenant?.reachedBy !== 'consent'
  const isHalf =
    job?.state === 'failed' && job.steps.some(({ id, state }) => id !== 'check' && state === 'done')
  return isIn || isHalf
}

/** Read through the partner, without the application for actions. */
const lacksActions = ({ customer, job, tenant }: Known) =>
  tenant !== null && !tenant.operator && customer.ready && job?.state !== 'failed'

function Consequences({ customer: { tenant, standing } }: Pick<Known, 'customer'>) {
  const isLive = standing === 'active' || standing === 'expiring'
  const [goes, stays] = consequencesOf(tenant && !isDisconnected(tenant) ? tenant.reachedBy : null)
  return (
    <ul class="plain-list">
      <li>{goes}</li>
      <li>{stays}</li>
      {!isLive && <li>{i18n.t('console.customers.applicationStays')}</li>}
    </ul>
  )
}

type ReachedBy = NonNullable<Known['customer']['tenant']>['reachedBy']

function consequencesOf(reachedBy: ReachedBy | null): [goes: string, stays: string] {
  if (reachedBy === null)
    return [i18n.t('console.customers.goesOfHalf'), i18n.t('console.customers.staysOfHalf')]
  return reachedBy === 'partner'
    ? [i18n.t('console.customers.goes'), i18n.t('console.customers.stays')]
    : [i18n.t('console.customers.goesOfBoth'), i18n.t('console.customers.staysOfBoth')]
}
