import type * as v from 'valibot'
import { AppError } from '../../errors.ts'
import type { HttpPort, PsaPageOf, Query } from '../api.ts'
import { listOf, read } from './answers.ts'

const pageSize = 100

interface Listing<S extends v.GenericSchema> {
  path: string
  query: Query
  /** Where the rows stand in the answer. */
  name: string
  row: S
}

/**
 * One page of a listing. HaloPSA says how many records there are, not how many pages; an account may give shorter pages
 * than were asked for, so what was seen is counted: the token is `<page>.<records seen before it>`.
 */
export async function listing<S extends v.GenericSchema>(
  http: HttpPort,
  { path, query, name, row }: Listing<S>,
  token: string | null,
): Promise<PsaPageOf<v.InferOutput<S>>> {
  const [page = 1, before = 0] = (token ?? '1.0').split('.').map(Number)
  const asked = { ...query, pageinate: 'true', page_size: pageSize, page_no: page }
  const { rows, count } = read(listOf(name, row), await http.get(path, asked), name)
  const seen = before + rows.length
  if (count === null) {
    if (rows.length < pageSize) return { items: rows, next: null }
    throw incomplete(name)
  }
  if (seen >= count) return { items: rows, next: null }
  if (rows.length === 0) throw incomplete(name)
  return { items: rows, next: `${page + 1}.${seen}` }
}

/** Half a list would look like deleted contacts. */
function incomplete(name: string): AppError {
  return new AppError('psa.malformed', { detail: `HaloPSA’s list of ${name} is not complete.` })
}
