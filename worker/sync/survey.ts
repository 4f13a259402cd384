import { AppError, errors } from '#shared/errors.ts'
import type { PsaApi, PsaOrganisation } from '#shared/psa/api.ts'
import { domainOfAddress, plainDomain } from '#shared/sync/mail-domain.ts'
import type { Deps } from '../env.ts'
import { openPaced } from '../psa/open.ts'
import { ownDomain } from '../store/organisations.ts'
import { beginSurvey, failSurvey, finishSurvey, isUnderWay } from '../store/survey.ts'
import { keepPage, type SurveyedOrganisation } from '../store/survey-pages.ts'
import type { Message } from './message.ts'
import { waitSeconds } from './patience.ts'

export type SurveyMessage = Extract<Message, { kind: 'survey' }>

/** Of one delivery: five may share the 15 minutes after which the queue ends a consumer. */
const most = { pages: 100, ms: 150_000 }
/** Deliveries that come no further before the survey is given up: a good hour. */
const mostAttempts = 10
/** A listing that goes on after so many pages has no end. */
const mostPages = 20_000
const longestName = 300

/** Starts reading the organisations of a PSA account, unless that is under way. */
export async function startSurvey(deps: Deps, connectionId: string): Promise<void> {
  const run = crypto.randomUUID()
  if (!(await beginSurvey(deps, { connectionId, run }))) return
  try {
    await deps.env.QUEUE.send(firstMessage(connectionId, run))
  } catch (error) {
    await failSurvey(deps, { connectionId, run }, { code: 'internal', detail: null })
    throw error
  }
}

function firstMessage(connectionId: string, run: string): SurveyMessage {
  return { v: 1, kind: 'survey', connectionId, run, phase: 'organisations', page: null, pages: 0, attempt: 1 }
}

/** Reads some pages and goes on in a new message. Delivered again it reads the same pages once more, to no harm. */
export async function survey(deps: Deps, message: SurveyMessage): Promise<void> {
  if (!(await isUnderWay(deps, message))) return
  let at: SurveyMessage = message
  try {
    const { api } = await openPaced(deps, message.connectionId)
    const startedAt = deps.now()
    while (at.pages - message.pages < most.pages && deps.now() - startedAt < most.ms) {
      const next = await readPage(deps, api, at)
      if (next === null) return await finishSurvey(deps, message)
      at = next
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return settle(deps, at, error)
  }
  await deps.env.QUEUE.send(at)
}

/** What may pass is waited for; everything else ends the survey, and what was known before stays. */
async function settle(deps: Deps, at: SurveyMessage, error: AppError): Promise<void> {
  const { code, detail, retryAfterSeconds } = error
  if (errors[code].retry !== 'later' || at.attempt >= mostAttempts) {
    return failSurvey(deps, at, { code, detail: detail ?? null })
  }
  const delaySeconds = Math.ceil(retryAfterSeconds ?? waitSeconds(at.attempt))
  await deps.env.QUEUE.send({ ...at, attempt: at.attempt + 1 }, { delaySeconds })
}

/** From the dead-letter queue. */
export async function giveUpSurvey(deps: Deps, message: SurveyMessage): Promise<void> {
  const detail = 'It failed again and again and was given up for now.'
  await failSurvey(deps, message, { code: 'internal', detail })
}

/** Reads and keeps one page; returns where to go on, null = that was the last. */
async function readPage(deps: Deps, api: PsaApi, at: SurveyMessage): Promise<SurveyMessage | null> {
  const { phase, page, pages } = at
  const { rows, next } = await (phase === 'organisations' ? organisations(api, page) : addresses(api, page))
  if (next !== null && (next === page || pages >= mostPages)) {
    throw new AppError('psa.malformed', { detail: `The list of ${phase} does not end.` })
  }
  await keepPage(deps, at, { phase, page: pages, rows })
  const on = { ...at, pages: pages + 1, attempt: 1 }
  if (next !== null) return { ...on, page: next }
  return phase === 'organisations' && api.addresses ? { ...on, phase: 'addresses', page: null } : null
}

interface Read {
  rows: SurveyedOrganisation[]
  next: string | null
}

async function organisations(api: PsaApi, page: string | null): Promise<Read> {
  const { items, next } = await api.organisations('', page)
  return { rows: items.filter(({ disabled }) => !disabled).map(rowOf), next }
}

function rowOf({ id, name, email, tenantId = null, domains = [] }: PsaOrganisation): SurveyedOrganisation {
  const own = [email === null ? null : domainOfAddress(email), ...domains.map(plainDomain)]
  return {
    organisationId: id,
    name: plainText(name) || `Organisation ${id}`,
    tenantId: tenantId?.toLowerCase() || null,
    domains: Object.fromEntries(own.flatMap((domain) => (domain === null ? [] : [[ownDomain(domain), 0]]))),
  }
}

/** Characters that print, of bearable number. */
function plainText(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return [...line].slice(0, longestName).join('')
}

async function addresses(api: PsaApi, page: string | null): Promise<Read> {
  const { items, next } = (await api.addresses?.(page)) ?? { items: [], next: null }
  const unique = new Map(items.map((one) => [`${one.organisationId} ${one.email.toLowerCase()}`, one]))
  const counts = new Map<string, Record<string, number>>()
  for (const { organisationId, email } of unique.values()) {
    const domain = domainOfAddress(email)
    if (domain === null) continue
    const domains = counts.get(organisationId) ?? {}
    counts.set(organisationId, { ...domains, [domain]: (domains[domain] ?? 0) + 1 })
  }
  return {
    rows: [...counts].map(([organisationId, domains]) => ({
      organisationId,
      name: '',
      tenantId: null,
      domains,
    })),
    next,
  }
}
