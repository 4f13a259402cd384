import type { OpenApi, Operation, Schema } from './reference.ts'

/** One request to Graph, members of a batch as requests of their own. `path` comes after the version. */
export interface GraphRequest {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
  appId: string
  roles: string[]
}

/** Documented, and not in the description: paths, and query options that Graph's own links carry. */
const undescribedPaths: Record<string, string> = {
  // https://learn.microsoft.com/graph/api/user-get-mailboxsettings: single properties can be read by path.
  '/users/{id}/mailboxSettings/userPurpose': '/users/{user-id}/mailboxSettings',
}
const ofLinks = ['$skiptoken', '$deltatoken']
/** Documented at https://learn.microsoft.com/graph/api/resources/unifiedroleassignment; not in this part of the description. */
const outside = ['/roleManagement/directory/roleAssignments']

const isId = (segment: string) => /^\{.*\}$/.test(segment)

/** The template of a path in the description, its segments compared one by one; literal ones win. */
function templateOf(openApi: OpenApi, path: string): string | null {
  const known = undescribedPaths[path.replace(/[0-9a-f-]{36}/g, '{id}')]
  if (known !== undefined) return known
  const segments = path.split('/')
  const fits = Object.keys(openApi.paths).filter((template) => {
    const parts = template.replace('()', '').split('/')
    return (
      parts.length === segments.length &&
      parts.every((part, at) => part === segments[at] || (isId(part) && segments[at] !== ''))
    )
  })
  return fits.sort((a, b) => a.split('{').length - b.split('{').length)[0] ?? null
}

/** What a request has that Microsoft's description does not know; empty = described. */
export function undescribed(openApi: OpenApi, { method, path, query, body }: GraphRequest): string[] {
  if (outside.includes(path)) return []
  const template = templateOf(openApi, path)
  const operation = template === null ? undefined : openApi.paths[template]?.[method.toLowerCase()]
  if (!operation) return [`${method} ${path}`]
  const known = [...(operation.parameters ?? []).map(({ name }) => name), ...ofLinks]
  const options = [...query.keys()].filter((name) => !known.includes(name))
  return [
    ...options.map((name) => `${method} ${path}?${name}`),
    ...unknownSelected(openApi, operation, query).map((name) => `${method} ${path}?$select=${name}`),
    ...unknownProperties(openApi, operation, body).map((name) => `${method} ${path} {${name}}`),
  ]
}

function propertiesOf(openApi: OpenApi, schema: Schema | undefined): Record<string, Schema> {
  if (!schema) return {}
  if (schema.$ref)
    return propertiesOf(openApi, openApi.components.schemas[schema.$ref.split('/').at(-1) ?? ''])
  const inherited = (schema.allOf ?? []).map((part) => propertiesOf(openApi, part))
  return Object.assign({}, ...inherited, schema.properties)
}

function unknownSelected(openApi: OpenApi, operation: Operation, query: URLSearchParams): string[] {
  const selected = query.get('$select')?.split(',') ?? []
  const answer = propertiesOf(openApi, operation.responses['2XX']?.content?.['application/json']?.schema)
  const item = answer.value?.items ? propertiesOf(openApi, answer.value.items) : answer
  // Members of a group are described as objects of any kind.
  return selected.filter((name) => !(name in item))
}

function unknownProperties(openApi: OpenApi, operation: Operation, body: unknown): string[] {
  if (body === undefined) return []
  const schema = operation.requestBody?.content?.['application/json']?.schema
  return namesIn(openApi, schema, body, '')
}

function namesIn(openApi: OpenApi, schema: Schema | undefined, value: unknown, before: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const known = propertiesOf(openApi, schema)
  return Object.entries(value).flatMap(([name, inner]) => {
    if (!(name in known)) return [before + name]
    return namesIn(openApi, known[name], inner, `${before}${name}.`)
  })
}
