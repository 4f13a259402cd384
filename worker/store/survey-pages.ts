import type { Deps } from '../env.ts'
import { jsonChunks } from './json-chunks.ts'

/** One reading of a PSA account's organisations. */
export interface Survey {
  connectionId: string
  run: string
}

/** True while the survey may write; parameters ?1 and ?2 are the survey's. */
export const isReading = `EXISTS (SELECT 1 FROM survey WHERE connection_id = ?1 AND run = ?2 AND state = 'reading')`

/**
 * What a survey has read, page by page: a page that is delivered again takes its own place, so nothing is counted twice.
 * The key of a page stands in organisation.connection_id, "<run> <phase> <page>"; no connection is called that.
 */
export interface SurveyPage {
  phase: 'organisations' | 'addresses'
  /** Its number within the survey. */
  page: number
  rows: SurveyedOrganisation[]
}

export interface SurveyedOrganisation {
  organisationId: string
  /** '' on pages of addresses */
  name: string
  tenantId: string | null
  domains: Record<string, number>
}

/** Domains kept of one organisation; contacts at the others count together, under a key that is no domain. */
const mostDomains = 200

const keyOf = (run: string, { phase, page }: SurveyPage) => `${run} ${phase} ${String(page).padStart(6, '0')}`
/** Pages of the run ?2; ' ' and '!' follow each other. */
const ofRun = `connection_id >= ?2 || ' ' AND connection_id < ?2 || '!'`
const ofOrganisations = `connection_id >= ?2 || ' organisations ' AND connection_id < ?2 || ' organisations!'`

/** Keeps a page, while the survey is under way. */
export async function keepPage(deps: Deps, survey: Survey, page: SurveyPage): Promise<void> {
  const { DB } = deps.env
  const { connectionId, run } = survey
  const key = keyOf(run, page)
  await DB.batch([
    DB.prepare(`DELETE FROM organisation WHERE connection_id = ?3 AND ${isReading}`).bind(
      connectionId,
      run,
      key,
    ),
    ...jsonChunks(page.rows).map((chunk) =>
      DB.prepare(
        `INSERT INTO organisation (connection_id, organisation_id, name, known_tenant_id, domains)
         SELECT ?3, value ->> 'organisationId', value ->> 'name', value ->> 'tenantId', value -> 'domains'
         FROM json_each(?4) WHERE ${isReading}
         ON CONFLICT (connection_id, organisation_id) DO NOTHING`,
      ).bind(connectionId, run, key, chunk),
    ),
  ])
}

/** How many organisations a survey has read so far. */
export async function countRead(deps: Deps, { connectionId, run }: Survey): Promise<number> {
  const row = await deps.env.DB.prepare(
    `SELECT COUNT(DISTINCT organisation_id) AS count FROM organisation WHERE ${ofOrganisations} AND ${isReading}`,
  )
    .bind(connectionId, run)
    .first<{ count: number }>()
  return row?.count ?? 0
}

/** Statements for a batch: the pages, taken together, become the organisations of the connection. */
export function takeOver(db: D1Database, { connectionId, run }: Survey): D1PreparedStatement[] {
  return [
    `DELETE FROM organisation WHERE connection_id = ?1 AND ${isReading}
       AND organisation_id NOT IN (SELECT organisation_id FROM organisation WHERE ${ofOrganisations})`,
    // The same domains in the same order: an organisation that did not change is not written.
    `WITH counted AS (
       SELECT organisation_id, key, SUM(value) AS contacts FROM organisation, json_each(domains)
       WHERE ${ofRun} GROUP BY organisation_id, key
     ), ranked AS (
       SELECT *, ROW_NUMBER() OVER (
         PARTITION BY organisation_id ORDER BY key LIKE '@%' DESC, contacts DESC, key) AS place FROM counted
     ), kept AS (
       SELECT organisation_id, iif(place <= ${mostDomains}, key, '') AS domain, SUM(contacts) AS contacts
       FROM ranked GROUP BY organisation_id, domain
     ), gathered AS (
       SELECT organisation_id, json_group_object(domain, contacts) AS domains
       FROM (SELECT * FROM kept ORDER BY organisation_id, domain) GROUP BY organisation_id
     ), named AS (
       SELECT organisation_id, MAX(name) AS name, MAX(known_tenant_id) AS tenant_id FROM organisation
       WHERE ${ofOrganisations} GROUP BY organisation_id
     )
     INSERT INTO organisation (connection_id, organisation_id, name, known_tenant_id, domains)
     SELECT ?1, named.organisation_id, named.name, named.tenant_id, COALESCE(gathered.domains, '{}')
     FROM named LEFT JOIN gathered ON gathered.organisation_id = named.organisation_id WHERE ${isReading}
     ON CONFLICT (connection_id, organisation_id) DO UPDATE
     SET name = excluded.name, known_tenant_id = excluded.known_tenant_id, domains = excluded.domains
     WHERE name IS NOT excluded.name OR known_tenant_id IS NOT excluded.known_tenant_id
       OR domains IS NOT excluded.domains`,
  ].map((sql) => db.prepare(sql).bind(connectionId, run))
}

/** A statement for a batch. */
export function dropPages(db: D1Database, { connectionId, run }: Survey): D1PreparedStatement {
  return db.prepare(`DELETE FROM organisation WHERE ${ofRun} AND ${isReading}`).bind(connectionId, run)
}
