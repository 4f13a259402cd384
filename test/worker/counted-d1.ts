/** What a database was asked, by D1's own account: `meta.rows_read` and `meta.rows_written` are what is billed. */
export interface DatabaseCount {
  /** Requests to the database; a batch is one. */
  trips: number
  statements: number
  rowsRead: number
  rowsWritten: number
  /** Rows written by statements that name the table, by table. */
  writtenTo: Record<string, number>
}

type Parameters = unknown[]
interface Answered {
  meta: D1Meta
}

/**
 * A database that behaves as the one it stands for, and what it was asked since `take` was last called. `around`
 * stands around each request to it.
 */
export function countD1(
  inner: D1Database,
  around: <T>(ask: () => Promise<T>) => Promise<T> = (ask) => ask(),
): { db: D1Database; take(): DatabaseCount } {
  let count = nothing()

  function note(sql: string, { meta }: Answered): void {
    count.statements += 1
    count.rowsRead += meta.rows_read
    count.rowsWritten += meta.rows_written
    if (meta.rows_written === 0) return
    const table = tableOf(sql)
    count.writtenTo[table] = (count.writtenTo[table] ?? 0) + meta.rows_written
  }

  const wrapped = new WeakMap<object, { sql: string; statement: D1PreparedStatement }>()

  function wrap(sql: string, statement: D1PreparedStatement): D1PreparedStatement {
    async function all<Row>(): Promise<D1Result<Row>> {
      count.trips += 1
      const result = await around(() => statement.all<Row>())
      note(sql, result)
      return result
    }
    const counted = {
      bind: (...values: Parameters) => wrap(sql, statement.bind(...values)),
      all,
      run: all,
      async first(column?: string) {
        const [row] = (await all<Record<string, unknown>>()).results
        return row === undefined ? null : column === undefined ? row : row[column]
      },
      /** The one answer without meta; it is for reads, so the meta is asked for besides. */
      async raw(options?: { columnNames?: false }) {
        if (!/^\s*select\b/i.test(sql)) throw new Error(`Asked twice, this would be done twice: ${sql}`)
        await all()
        return around(() => statement.raw(options))
      },
    } as unknown as D1PreparedStatement
    wrapped.set(counted, { sql, statement })
    return counted
  }

  function innerOf(statement: D1PreparedStatement) {
    const found = wrapped.get(statement)
    if (!found) throw new Error('A statement of another database.')
    return found
  }

  const db = {
    prepare: (sql: string) => wrap(sql, inner.prepare(sql)),
    async batch<Row>(statements: D1PreparedStatement[]): Promise<D1Result<Row>[]> {
      count.trips += 1
      const asked = statements.map(innerOf)
      const results = await around(() => inner.batch<Row>(asked.map(({ statement }) => statement)))
      for (const [at, result] of results.entries()) note(asked[at]?.sql ?? '', result)
      return results
    },
  } as unknown as D1Database

  return {
    db,
    take() {
      const taken = count
      count = nothing()
      return taken
    },
  }
}

function nothing(): DatabaseCount {
  return { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0, writtenTo: {} }
}

function tableOf(sql: string): string {
  return /^\s*(?:insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from)\s+["`]?(\w+)/i.exec(sql)?.[1] ?? 'other'
}
