import { i18n } from '#i18n'
import type { PartnerCustomer, PartnerJob } from '#shared/contract.ts'
import { nextSaid } from '../../error-said.ts'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton, OutLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Step } from '../../ui/step.tsx'
import { timeOfDay } from '../../ui/time.ts'
import { LetGo } from './let-go.tsx'
import { Relationships } from './relationships.tsx'
import type { Known } from './standing.ts'
import type { Work } from './use-work.ts'

interface DetailsProps {
  known: Known
  work: Work
  /** Puts the focus where it stays when what was pressed goes. */
  holdFocus: () => void
}

/** One customer in full: what went wrong and what mends it, the steps, the roles, the relationships, the way back. */
export function Details({ known, work, holdFocus }: DetailsProps) {
  const { customer, job } = known
  return (
    <>
      <Problem known={known} work={work} holdFocus={holdFocus} />
      <div class="customer-parts">
        {job && <Steps job={job} />}
        <Roles customer={customer} />
        <Relationships customer={customer} />
      </div>
      <LetGo known={known} work={work} holdFocus={holdFocus} />
    </>
  )
}

/** The next step of what failed, else what the customer lacks; with the page where it is mended. */
function Problem({ known, work, holdFocus }: DetailsProps) {
  const { customer, job, tenant } = known
  const problem =
    job?.state === 'failed' ? job.problem : (tenant?.problem ?? customer.tenant?.problem ?? null)
  const next = problem && nextSaid(problem.code, problem.next)
  if (job?.state === 'running' || (!next && !customer.link)) return null
  const isFailed = job?.state === 'failed'
  return (
    <Notice
      kind="info"
      title={next ?? customer.text}
      actions={
        <>
          {customer.link && (
            <OutLink to={customer.link}>{i18n.t('console.customers.openRelationship')}</OutLink>
          )}
          {!customer.ready && !isFailed && !work.isReadAnew(customer.tenantId) && (
            <LinkButton
              onClick={() => {
                holdFocus()
                work.tryAgain(known)
              }}
            >
              {i18n.t('console.customers.mendedTakeIn')}
            </LinkButton>
          )}
        </>
      }
    >
      {next && (!customer.ready || customer.standing === 'expiring') && customer.text}
      {work.isReadAnew(customer.tenantId) && ` ${i18n.t('console.customers.readThenTakenIn')}`}
    </Notice>
  )
}

function Steps({ job }: { job: PartnerJob }) {
  const title =
    job.kind === 'onboard' ? i18n.t('console.customers.stepsIn') : i18n.t('console.customers.stepsOut')
  return (
    <div>
      <h2>{title}</h2>
      <ul class="steps" aria-live="polite">
        {job.steps.map((step) => (
          <Step
            key={step.id}
            state={step.state}
            title={step.title}
            text={step.text && <bdi class="customer-said">{step.text}</bdi>}
            end={step.changedAt && timeOfDay(step.changedAt)}
          />
        ))}
      </ul>
    </div>
  )
}

function Roles({ customer: { roles } }: { customer: PartnerCustomer }) {
  const title = i18n.t('console.customers.roles')
  return (
    <div>
      <h2>{title}</h2>
      {roles.length === 0 && <p class="quiet">{i18n.t('console.customers.rolesNotKnown')}</p>}
      <ul class="customer-roles">
        {roles.map(({ id, name, state, text, link }) => (
          <li key={id}>
            {state === 'ready' ? (
              <Icon of={icons.done} tone="success" label={i18n.t('console.customers.roleThere')} />
            ) : (
              <Icon of={icons.danger} tone="danger" label={i18n.t('console.customers.roleMissing')} />
            )}
            <span class="row-text">
              <bdi>{name}</bdi>
              <bdi class="quiet">{text}</bdi>
              {link && <OutLink to={link}>{i18n.t('console.customers.mendThere')}</OutLink>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
